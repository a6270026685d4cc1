import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import type { HubDatabase } from '../db/open-database.ts';
import { devicePlugin } from './device-plugin.ts';

const DAY_S = 24 * 60 * 60;

/**
 * Sessions: better-auth on the hub's own database connection (a second one would wait for the first one's
 * transactions inside the same thread). Its HTTP handler is not mounted; our routes call it.
 * `secure`: the hub is reached over TLS, so the cookie is `Secure` and bound to this host (`__Host-`).
 */
export const createAuth = (options: { db: HubDatabase; secret: string; baseURL: string; secure: boolean }) =>
	betterAuth({
		appName: 'Handloom',
		baseURL: options.baseURL,
		secret: options.secret,
		database: { db: options.db, type: 'sqlite' },
		telemetry: { enabled: false },
		logger: { level: 'warn' },
		emailAndPassword: { enabled: false },
		user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
		session: { expiresIn: 30 * DAY_S, updateAge: DAY_S },
		advanced: {
			// Our own prefix below; better-auth's would be `__Secure-`, which other hosts of the domain can set too.
			useSecureCookies: false,
			cookies: { session_token: { name: options.secure ? '__Host-handloom' : 'handloom' } },
			defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: options.secure },
			ipAddress: { disableIpTracking: true },
			database: { generateId: () => randomBytes(16).toString('base64url') }
		},
		plugins: [devicePlugin()]
	});

export type Auth = ReturnType<typeof createAuth>;

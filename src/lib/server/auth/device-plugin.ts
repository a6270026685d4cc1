import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { BetterAuthPlugin } from 'better-auth';
import { z } from '../../schema/zod.ts';
import { InvariantError } from '../../failure/failure.ts';
import { Role } from '../../schema/hub-api.ts';

/**
 * People without passwords or addresses: a person is made, and a session opened, for somebody whose device key and
 * invitation `join.ts` has already checked. Both calls exist on the server alone; no address leads to them.
 */
export const devicePlugin = () =>
	({
		id: 'handloom-device',
		endpoints: {
			/** Makes a person. The address is never used: better-auth wants one that is unique. */
			makePerson: createAuthEndpoint.serverOnly(
				{ method: 'POST', body: z.object({ displayName: z.string(), role: Role }) },
				async (ctx) => {
					const person = await ctx.context.internalAdapter.createUser(
						{
							name: ctx.body.displayName,
							email: `${crypto.randomUUID()}@handloom.invalid`,
							emailVerified: false,
							role: ctx.body.role
						},
						{ method: 'handloom-device' }
					);
					return ctx.json({ personId: person.id });
				}
			),
			/** Opens a session for a person who exists; the answer's headers carry its cookie. */
			openDeviceSession: createAuthEndpoint.serverOnly(
				{ method: 'POST', body: z.object({ personId: z.string() }) },
				async (ctx) => {
					const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId);
					if (!user) throw new InvariantError('a session is opened only for a person who exists');
					const session = await ctx.context.internalAdapter.createSession(user.id);
					await setSessionCookie(ctx, { session, user });
					return ctx.json({ personId: user.id });
				}
			)
		}
	}) satisfies BetterAuthPlugin;

import type { IncomingMessage } from 'node:http';
import { grant, refuse, type Answer } from '../answer.ts';

/** The origin that people reach this server under: `ORIGIN` where it is set (a proxy), else what the request was sent to. */
export function originOf(request: IncomingMessage): string {
	if (process.env.ORIGIN) return process.env.ORIGIN;
	const secure = 'encrypted' in request.socket && request.socket.encrypted === true;
	return `${secure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

/**
 * Whatever is no mere reading must come from a page of this very origin: exact `Origin`, and `Sec-Fetch-Site` (which no
 * page can set) saying the same. Requests without these headers are refused too.
 */
export function checkOrigin(method: string | undefined, headers: Headers, own: string): Answer<null> {
	if (method === 'GET' || method === 'HEAD') return grant(null);
	const origin = headers.get('origin');
	if (origin !== own) return refuse('origin_refused', `origin ${origin}, not ${own}`);
	const site = headers.get('sec-fetch-site');
	return site === 'same-origin' ? grant(null) : refuse('origin_refused', `sec-fetch-site ${site}`);
}

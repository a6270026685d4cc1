import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { cspOf } from './headers.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Their names carry a hash of their bytes. */
const isHashed = (path: string): boolean =>
	/^\/(_app\/immutable|models|runtime)\//.test(path) && !path.endsWith('/manifest.json');

/** The built client from `folder`: brotli where the browser takes it, hashed files for ever, the others asked for anew each time. */
export function serveStatic(folder: string): Handler {
	return sirv(folder, {
		brotli: true,
		etag: true,
		dotfiles: false,
		setHeaders(response, path) {
			response.setHeader('content-security-policy', cspOf(path));
			response.setHeader('cache-control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
			if (path.endsWith('.mjs')) response.setHeader('content-type', 'text/javascript');
			else if (path.startsWith('/models/') && !path.endsWith('.json'))
				response.setHeader('content-type', 'application/octet-stream');
		}
	});
}

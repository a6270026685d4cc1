import type { ServerResponse } from 'node:http';
import { commonHeaders, documentHeaders, fileCsp, workerCsp } from '../../../../tools/serve/csp.mjs';

/** Headers of every response, whoever writes the rest of it. */
export function setCommonHeaders(response: ServerResponse, options: { secure: boolean }): void {
	for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
	if (options.secure) response.setHeader('strict-transport-security', 'max-age=31536000');
}

/** Headers that only mean something on a page and on answers of the API; a first visit fetches some fifty files without them. */
export function setDocumentHeaders(response: ServerResponse): void {
	for (const [name, value] of Object.entries(documentHeaders)) response.setHeader(name, value);
}

/** Scripts that become workers take their policy from their own response. */
const isWorkerScript = (path: string): boolean =>
	path.startsWith('/_app/immutable/workers/') || path.startsWith('/runtime/') || path === '/service-worker.js';

/** Content security policy of a static file. */
export const cspOf = (path: string): string => (isWorkerScript(path) ? workerCsp : fileCsp);

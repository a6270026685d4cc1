import { WIRE_VERSION } from '$lib/schema/hub-api.ts';
import { refusalResponse } from '$lib/server/http/kit-api.ts';
import { checkOrigin } from '$lib/server/http/origin.ts';
import type { Handle, HandleServerError } from '@sveltejs/kit';

/** Whatever changes something comes from a page of our own; answers of the API are kept by nobody on their way. */
export const handle: Handle = async ({ event, resolve }) => {
	const allowed = checkOrigin(event.request.method, event.request.headers, event.url.origin);
	const response = allowed.ok ? await resolve(event) : refusalResponse(allowed.refusal);
	if (event.url.pathname.startsWith('/api/')) {
		if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
		response.headers.set('handloom-wire', String(WIRE_VERSION));
	}
	return response;
};

/** The log gets what happened; whoever asked gets a code. */
export const handleError: HandleServerError = ({ error, status, event }) => {
	if (status === 404) return { message: 'not_found', code: 'not_found' };
	console.error('[server]', event.request.method, event.route.id ?? event.url.pathname, error);
	return { message: 'internal', code: 'internal' };
};

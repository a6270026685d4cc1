import { makeExport } from '$lib/server/exports/make-export.ts';
import { api, reply } from '$lib/server/http/kit-api.ts';

export const POST = api(['owner'], async ({ hub, event }) => {
	const made = await makeExport(hub, event.request.signal);
	return made.ok ? reply(made.value, 201) : made;
});

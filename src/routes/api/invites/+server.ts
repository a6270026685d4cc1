import { InviteRequest } from '$lib/schema/hub-api.ts';
import { makeInvite } from '$lib/server/auth/invites.ts';
import { api, reply } from '$lib/server/http/kit-api.ts';

export const POST = api(['owner'], async ({ hub, who, event, body }) => {
	const request = await body(InviteRequest);
	if (!request.ok) return request;
	return reply(await makeInvite(hub, event.url.origin, request.value.role, who.personId), 201);
});

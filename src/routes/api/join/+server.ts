import { JoinRequest } from '$lib/schema/hub-api.ts';
import { join } from '$lib/server/auth/join.ts';
import { openApi, reply } from '$lib/server/http/kit-api.ts';

export const POST = openApi(async ({ hub, event, body }) => {
	const request = await body(JoinRequest);
	if (!request.ok) return request;
	const joined = await join(hub, request.value, event.url.origin, event.getClientAddress());
	return joined.ok ? reply(joined.value.me, 201, joined.value.setCookies) : joined;
});

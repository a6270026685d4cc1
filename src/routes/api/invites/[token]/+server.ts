import { viewInvite } from '$lib/server/auth/invites.ts';
import { openApi, reply } from '$lib/server/http/kit-api.ts';

export const GET = openApi(async ({ hub, param }) => {
	const view = await viewInvite(hub, param('token'));
	return view.ok ? reply(view.value) : view;
});

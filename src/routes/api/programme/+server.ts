import { openApi, reply } from '$lib/server/http/kit-api.ts';

export const GET = openApi(async ({ hub }) => reply(hub.programme));

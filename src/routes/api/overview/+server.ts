import { api, reply } from '$lib/server/http/kit-api.ts';
import { overviewOf } from '$lib/server/submissions/overview.ts';

export const GET = api(['owner'], async ({ hub }) => reply(await overviewOf(hub)));

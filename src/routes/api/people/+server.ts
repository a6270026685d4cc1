import { api, reply } from '$lib/server/http/kit-api.ts';
import { listPeople } from '$lib/server/people/list-people.ts';

export const GET = api(['owner'], async ({ hub }) => reply(await listPeople(hub)));

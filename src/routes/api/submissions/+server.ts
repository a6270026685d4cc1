import { api, reply } from '$lib/server/http/kit-api.ts';
import { listSubmissions } from '$lib/server/submissions/view-submissions.ts';

export const GET = api([], async ({ hub, who }) => reply(await listSubmissions(hub, who)));

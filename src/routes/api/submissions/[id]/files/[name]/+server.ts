import { api } from '$lib/server/http/kit-api.ts';
import { serveFile } from '$lib/server/submissions/serve-file.ts';

export const GET = api([], ({ hub, who, param, event }) =>
	serveFile(hub, who, param('id'), param('name'), event.request.headers.get('range'))
);

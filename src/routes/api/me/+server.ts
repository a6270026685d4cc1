import { api, reply } from '$lib/server/http/kit-api.ts';

export const GET = api([], async ({ hub, who }) => reply({ ...who, programmeId: hub.programme.id }));

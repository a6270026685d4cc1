import { zipExport } from '$lib/server/exports/zip-export.ts';
import { api } from '$lib/server/http/kit-api.ts';

export const GET = api(['owner'], ({ hub, param }) => zipExport(hub, param('id')));

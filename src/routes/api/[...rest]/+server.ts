import { refuse } from '$lib/server/answer.ts';
import { openApi } from '$lib/server/http/kit-api.ts';

/** An address that the hub does not have: a refusal like every other, not a page. */
export const fallback = openApi(async ({ event }) => refuse('not_found', event.url.pathname));

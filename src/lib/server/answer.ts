import type { z } from '../schema/zod.ts';
import type { HubError } from '../schema/hub-api.ts';

export type HubErrorCode = HubError['code'];

/** Why the hub says no: a stable code for the wire, words for the log alone, and fields that the client may read. */
export type Refusal = { code: HubErrorCode; message: string; more: Record<string, unknown> };

/** What hub code hands back: a value, or a refusal that one place turns into an HTTP answer. */
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const grant = <T>(value: T): Answer<T> => ({ ok: true, value });
export const refuse = (
	code: HubErrorCode,
	message: string,
	more: Record<string, unknown> = {}
): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { code, message, more } });

/** HTTP status of each refusal. */
export const STATUS: Record<HubErrorCode, number> = {
	not_signed_in: 401,
	not_allowed: 403,
	not_found: 404,
	invite_used: 410,
	invite_expired: 410,
	bad_request: 400,
	bad_signature: 422,
	hash_mismatch: 422,
	too_large: 413,
	no_consent: 403,
	report_mismatch: 422,
	objects_missing: 409,
	conflict: 409,
	rate_limited: 429,
	storage_full: 507,
	origin_refused: 403,
	export_empty: 409,
	export_failed: 500,
	internal: 500
};

/** Parses what came over the wire; what does not fit is `bad_request`, with the paths that failed and none of the values. */
export function parseWire<S extends z.ZodType>(schema: S, value: unknown): Answer<z.output<S>> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return grant(parsed.data);
	const paths = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.'));
	return refuse('bad_request', `does not fit: ${paths.join(', ')}`, { fields: paths });
}

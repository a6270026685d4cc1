import type { z } from '../../schema/zod.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import type { FailureCode } from '../../failure/codes.ts';
import { HubError } from '../../schema/hub-api.ts';

/** What a refusal of the hub means to the person; others are `hub_refused` with the code in `context`. */
const MEANING: Partial<Record<HubError['code'], FailureCode>> = {
	not_signed_in: 'not_joined',
	invite_used: 'invite_invalid',
	invite_expired: 'invite_invalid',
	no_consent: 'no_consent',
	objects_missing: 'objects_missing',
	hash_mismatch: 'object_corrupt',
	export_empty: 'export_empty',
	export_failed: 'export_failed',
	internal: 'hub_failed'
};

/**
 * One call of the hub's JSON API; the answer is parsed with `schema`.
 * fails  `hub_unreachable` (no network, or the hub is down), `hub_failed` (it answered with a fault of its own),
 *        else what the refusal means; its code is `context.code`, its status `context.status`
 */
export async function askHub<S extends z.ZodType>(
	path: string,
	schema: S,
	init: { method?: string; body?: unknown; signal?: AbortSignal } = {}
): Promise<Outcome<z.output<S>>> {
	let response: Response;
	try {
		response = await fetch(path, {
			method: init.method ?? 'GET',
			headers: {
				accept: 'application/json',
				...(init.body === undefined ? {} : { 'content-type': 'application/json' })
			},
			...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
			...(init.signal ? { signal: init.signal } : {})
		});
	} catch (error) {
		return fail('hub_unreachable', `${path}: ${messageOf(error)}`, { retry: 'now' });
	}
	if (!response.ok) return refusal(path, response);
	try {
		return ok(schema.parse(await response.json()));
	} catch (error) {
		return fail('hub_failed', `${path}: ${messageOf(error)}`, { retry: 'now' });
	}
}

async function refusal(path: string, response: Response): Promise<Outcome<never>> {
	const parsed = HubError.safeParse(await response.json().catch(() => null));
	const code = parsed.success ? parsed.data.code : null;
	const meaning = (code && MEANING[code]) ?? (response.status >= 500 ? 'hub_failed' : 'hub_refused');
	return fail(meaning, `${path} answered ${response.status} ${code ?? ''}`, {
		retry: response.status >= 500 || response.status === 429 ? 'now' : 'after_change',
		context: { code, status: response.status }
	});
}

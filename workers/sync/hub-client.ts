import { z } from '../../src/lib/schema/zod.ts';
import { messageOf } from '../../src/lib/failure/failure.ts';
import {
	HubError,
	LfsBatchResponse,
	MissingObjects,
	SubmissionStored,
	SubmissionView
} from '../../src/lib/schema/hub-api.ts';
import type { ObjectRef } from '../../src/lib/schema/submission.ts';

/**
 * What came of asking the hub.
 * later    unreachable, overloaded or broken: the same request may succeed later
 * refused  it will say the same again; `code` is the hub's, or `unreadable`
 */
export type Answer<T> =
	| { kind: 'done'; value: T }
	| { kind: 'later'; why: 'hub_unreachable' | 'hub_failed'; message: string; waitMs: number | null }
	| { kind: 'refused'; code: HubError['code'] | 'unreadable'; message: string };

export type Upload = { object: ObjectRef; href: string; headers: Record<string, string>; verify: string | null };

/** The hub as the outbox needs it. */
export interface HubClient {
	/** Which of these the hub lacks, and where to put them. Any number of objects. */
	missing(personId: string, objects: readonly ObjectRef[]): Promise<Answer<Upload[]>>;
	put(upload: Upload, blob: Blob): Promise<Answer<null>>;
	/** The receipt, or the objects that the hub says it never got. */
	commit(submissionId: string, manifest: string): Promise<Answer<SubmissionStored | { missing: ObjectRef[] }>>;
	reviews(): Promise<Answer<SubmissionView[]>>;
}

const LFS = 'application/vnd.git-lfs+json';
const BATCH = 100;
const JSON_TIMEOUT_MS = 30_000;
const PUT_TIMEOUT_MS = 180_000;

export function httpHub(base: string, request: typeof fetch = fetch): HubClient {
	const ask = async (path: string, init: RequestInit, timeoutMs = JSON_TIMEOUT_MS): Promise<Answer<unknown>> => {
		try {
			const response = await request(new URL(path, base), {
				credentials: 'same-origin',
				cache: 'no-store',
				...init,
				signal: AbortSignal.timeout(timeoutMs)
			});
			if (response.ok || response.status === 409) return await read(response);
			return await refusalOf(response);
		} catch (error) {
			return { kind: 'later', why: 'hub_unreachable', message: messageOf(error), waitMs: null };
		}
	};
	const sendJson = (method: string, path: string, body: unknown, type = 'application/json') =>
		ask(path, { method, body: JSON.stringify(body), headers: { 'content-type': type, accept: type } });
	return {
		async missing(personId, objects) {
			const uploads: Upload[] = [];
			for (let at = 0; at < objects.length; at += BATCH) {
				const body = {
					operation: 'upload',
					transfers: ['basic'],
					hash_algo: 'sha256',
					objects: objects.slice(at, at + BATCH)
				};
				const answer = parsed(
					await sendJson('POST', `/api/lfs/${personId}/objects/batch`, body, LFS),
					LfsBatchResponse
				);
				if (answer.kind !== 'done') return answer;
				for (const { oid, size, actions } of answer.value.objects) {
					if (!actions?.upload) continue;
					const { href, header = {} } = actions.upload;
					uploads.push({ object: { oid, size }, href, headers: header, verify: actions.verify?.href ?? null });
				}
			}
			return { kind: 'done', value: uploads };
		},
		async put({ object, href, headers, verify }, blob) {
			const type = { 'content-type': 'application/octet-stream', ...headers };
			const stored = await ask(href, { method: 'PUT', body: blob, headers: type }, PUT_TIMEOUT_MS);
			if (stored.kind !== 'done') return stored;
			if (!verify) return { kind: 'done', value: null };
			const verified = await sendJson('POST', verify, object, LFS);
			return verified.kind === 'done' ? { kind: 'done', value: null } : verified;
		},
		async commit(submissionId, manifest) {
			const answer = await sendJson('PUT', `/api/submissions/${submissionId}`, { manifest });
			return parsed(answer, z.union([SubmissionStored, MissingObjects]));
		},
		async reviews() {
			return parsed(await ask('/api/submissions', { method: 'GET' }), z.array(SubmissionView));
		}
	};
}

function parsed<T>(answer: Answer<unknown>, schema: z.ZodType<T>): Answer<T> {
	if (answer.kind !== 'done') return answer;
	const value = schema.safeParse(answer.value);
	if (value.success) return { kind: 'done', value: value.data };
	const refusal = HubError.safeParse(answer.value);
	if (refusal.success) return { kind: 'refused', code: refusal.data.code, message: 'refused with 409' };
	return { kind: 'refused', code: 'unreadable', message: value.error.message };
}

async function read(response: Response): Promise<Answer<unknown>> {
	const text = await response.text();
	if (text === '') return { kind: 'done', value: null };
	try {
		return { kind: 'done', value: JSON.parse(text) };
	} catch (error) {
		// A captive portal or a proxy answers in its own words: the hub was not reached.
		return { kind: 'later', why: 'hub_unreachable', message: messageOf(error), waitMs: null };
	}
}

async function refusalOf(response: Response): Promise<Answer<never>> {
	const message = `${response.url} answered ${response.status}`;
	if (response.status >= 500 || response.status === 429 || response.status === 408) {
		const waitS = Number(response.headers.get('retry-after'));
		return { kind: 'later', why: 'hub_failed', message, waitMs: waitS > 0 ? waitS * 1000 : null };
	}
	const body = HubError.safeParse(await response.json().catch(() => null));
	if (body.success) return { kind: 'refused', code: body.data.code, message };
	return { kind: 'refused', code: response.status === 401 ? 'not_signed_in' : 'unreadable', message };
}

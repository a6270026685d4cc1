import { sha256 } from '../../src/lib/adapters/keys/sha256.ts';
import { verifyJws } from '../../src/lib/adapters/keys/verify-jws.ts';
import { TYP } from '../../src/lib/domain/rights/typ.ts';
import type { FailureCode } from '../../src/lib/failure/codes.ts';
import type { SubmissionStored } from '../../src/lib/schema/hub-api.ts';
import { Receipt, type Manifest, type ObjectRef } from '../../src/lib/schema/submission.ts';
import type { Answer, HubClient, Upload } from './hub-client.ts';

/** What the outbox does with a submission after an attempt. */
export type Attempt =
	| { kind: 'stored'; receipt: string }
	| { kind: 'later'; code: FailureCode; message: string; waitMs: number | null }
	| { kind: 'failed'; code: FailureCode; message: string }
	/** The worker stopped it in between. */
	| { kind: 'gone' };

export type SendTools = {
	hub: HubClient;
	personId: string;
	/** Bytes of an object, null where they are no longer here. */
	object(oid: string): Promise<Blob | null>;
	/** Bytes that the hub has, of all. False: the submission is no longer in the outbox. */
	onProgress(bytes: number): Promise<boolean>;
};

/** Objects on their way at the same time. */
const IN_FLIGHT = 2;
/** A hub that keeps losing objects between two questions is broken, not slow. */
const MOST_COMMITS = 4;

/**
 * One attempt at one submission: asks which objects the hub lacks, puts those, puts the manifest, checks the receipt.
 * An object that the hub has is never sent. Ends at the first thing that does not work; the next attempt goes on there.
 */
export async function sendSubmission(manifestJws: string, manifest: Manifest, tools: SendTools): Promise<Attempt> {
	const objects = uniqueObjects(manifest);
	let lacking: readonly ObjectRef[] = objects;
	for (let commits = 0; commits < MOST_COMMITS; commits++) {
		const uploads = await tools.hub.missing(tools.personId, lacking);
		if (uploads.kind !== 'done') return attemptOf(uploads);
		const stopped = await putAll(uploads.value, sizeOf(objects), tools);
		if (stopped) return stopped;
		const committed = await tools.hub.commit(manifest.submissionId, manifestJws);
		if (committed.kind !== 'done') return attemptOf(committed);
		if ('receipt' in committed.value)
			return checkReceipt(committed.value as SubmissionStored, manifestJws, manifest, objects);
		lacking = (committed.value as { missing: ObjectRef[] }).missing;
	}
	return { kind: 'later', code: 'objects_missing', message: 'the hub keeps losing objects', waitMs: null };
}

export function uniqueObjects(manifest: Manifest): ObjectRef[] {
	const byName = new Map(manifest.files.flatMap((file) => file.objects).map((object) => [object.oid, object]));
	return [...byName.values()];
}

const sizeOf = (objects: readonly ObjectRef[]): number => objects.reduce((sum, { size }) => sum + size, 0);

async function putAll(uploads: readonly Upload[], total: number, tools: SendTools): Promise<Attempt | null> {
	let there = total - sizeOf(uploads.map(({ object }) => object));
	if (!(await tools.onProgress(there))) return { kind: 'gone' };
	const waiting = [...uploads];
	let stopped: Attempt | null = null;
	const lane = async () => {
		for (let upload = waiting.shift(); upload && !stopped; upload = waiting.shift()) {
			const problem = await putOne(upload, tools);
			if (problem) {
				stopped ??= problem;
				return;
			}
			there += upload.object.size;
			if (!(await tools.onProgress(there))) stopped ??= { kind: 'gone' };
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
	return stopped;
}

async function putOne(upload: Upload, tools: SendTools): Promise<Attempt | null> {
	const { oid, size } = upload.object;
	const blob = await tools.object(oid);
	if (!blob || blob.size !== size || (await sha256(blob)) !== oid)
		return { kind: 'failed', code: 'object_corrupt', message: `object ${oid} is not what it was` };
	const answer = await tools.hub.put(upload, blob);
	if (answer.kind === 'done') return null;
	// The bytes are right here, so something on the way changed them: that passes.
	if (answer.kind === 'refused' && answer.code === 'hash_mismatch')
		return { kind: 'later', code: 'object_corrupt', message: answer.message, waitMs: null };
	return attemptOf(answer);
}

/** What a refusal means to the worker; every other one is `hub_refused`. */
const CODES: Partial<Record<string, FailureCode>> = {
	not_signed_in: 'not_joined',
	no_consent: 'no_consent',
	report_mismatch: 'report_mismatch'
};

function attemptOf(answer: Exclude<Answer<unknown>, { kind: 'done' }>): Attempt {
	if (answer.kind === 'later')
		return { kind: 'later', code: answer.why, message: answer.message, waitMs: answer.waitMs };
	return { kind: 'failed', code: CODES[answer.code] ?? 'hub_refused', message: `${answer.code}: ${answer.message}` };
}

/** Nothing is called stored unless the hub signed that it read back exactly this. */
async function checkReceipt(
	{ receipt, hubKey }: SubmissionStored,
	manifestJws: string,
	manifest: Manifest,
	objects: readonly ObjectRef[]
): Promise<Attempt> {
	const bad = (message: string): Attempt => ({ kind: 'later', code: 'hub_failed', message, waitMs: null });
	const verified = await verifyJws(receipt, TYP.receipt, hubKey);
	if (!verified.ok) return bad(`receipt: ${verified.reason}`);
	const payload = Receipt.safeParse(verified.payload);
	if (!payload.success) return bad(`receipt: ${payload.error.message}`);
	const { submissionId, manifestSha256, bytes } = payload.data;
	if (submissionId !== manifest.submissionId) return bad(`receipt is for ${submissionId}`);
	if (manifestSha256 !== (await sha256(manifestJws))) return bad('receipt is for another manifest');
	if (bytes < sizeOf(objects)) return bad(`receipt is for ${bytes} bytes`);
	return { kind: 'stored', receipt };
}

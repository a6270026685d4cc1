import { createHash } from 'node:crypto';
import { TYP } from '../../domain/rights/typ.ts';
import { Manifest, type Receipt, type SubmissionFile } from '../../schema/submission.ts';
import type { SubmissionStored } from '../../schema/hub-api.ts';
import { Sha256 } from '../../schema/ids.ts';
import { timeMs } from '../../schema/units.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Identity } from '../auth/identity.ts';
import { ownsKey } from '../auth/device-keys.ts';
import type { SubmissionRow } from '../db/tables.ts';
import type { Hub } from '../hub.ts';
import { readJws } from '../keys/read-jws.ts';
import { checkConsent } from './check-consent.ts';
import { checkContents } from './check-contents.ts';
import { checkManifest, fileOf } from './check-manifest.ts';
import { checkBytes, checkPresent } from './check-objects.ts';
import { readFile } from './read-file.ts';

export type PutResult = SubmissionStored & { created: boolean };

/**
 * Stores a submission whose objects have all arrived, and countersigns it.
 * Nothing is stored unless every object and every file was read back from the disk and hashed right.
 * The same manifest again gives the same receipt; another one under the same id is a `conflict`.
 * fails   `bad_signature`, `not_allowed` (another person's key), `bad_request`, `no_consent`, `objects_missing`,
 *         `hash_mismatch`, `too_large`, `report_mismatch`, `conflict`
 */
export async function putSubmission(
	hub: Hub,
	who: Identity,
	submissionId: string,
	jws: string
): Promise<Answer<PutResult>> {
	const read = await readJws(jws, TYP.manifest, Manifest, (payload) => payload.deviceKey);
	if (!read.ok) return read;
	const { payload: manifest, kid } = read.value;
	if (manifest.submissionId !== submissionId) return refuse('bad_request', 'the manifest names another submission');
	if (!(await ownsKey(hub, who.personId, kid))) return refuse('not_allowed', `key ${kid} is not this person's`);
	const manifestSha256 = Sha256.parse(createHash('sha256').update(jws).digest('hex'));
	const earlier = await storedBefore(hub, who, submissionId, manifestSha256);
	if (earlier) return earlier;

	const checked = await checkAll(hub, who, manifest);
	if (!checked.ok) return checked;
	const receipt: Receipt = {
		schema: 'receipt/1',
		submissionId: manifest.submissionId,
		manifestSha256,
		personId: who.personId,
		storedAtMs: timeMs(hub.nowMs()),
		...checked.value
	};
	const row: SubmissionRow = {
		submission_id: submissionId,
		person_id: who.personId,
		programme_id: manifest.programmeId,
		task_id: manifest.taskId,
		manifest_jws: jws,
		manifest_sha256: manifestSha256,
		receipt_jws: await hub.key.sign(TYP.receipt, receipt),
		stored_at_ms: receipt.storedAtMs,
		state: 'stored',
		reason: null,
		words: '',
		reviewed_at_ms: null,
		reviewed_by: null
	};
	// The same manifest may be on its way twice: whoever comes second gets the first one's receipt.
	await hub.db
		.insertInto('submission')
		.values(row)
		.onConflict((at) => at.column('submission_id').doNothing())
		.execute();
	const stored = await storedBefore(hub, who, submissionId, manifestSha256);
	if (!stored?.ok) return stored ?? refuse('internal', 'a stored submission is not there');
	return grant({ ...stored.value, created: stored.value.receipt === row.receipt_jws });
}

/** Null where nothing is stored under this id yet. */
async function storedBefore(
	hub: Hub,
	who: Identity,
	submissionId: string,
	manifestSha256: string
): Promise<Answer<PutResult> | null> {
	const row = await hub.db
		.selectFrom('submission')
		.selectAll()
		.where('submission_id', '=', submissionId)
		.executeTakeFirst();
	if (!row) return null;
	if (row.person_id !== who.personId || row.manifest_sha256 !== manifestSha256)
		return refuse('conflict', 'another manifest has this id');
	return grant({ receipt: row.receipt_jws, hubKey: hub.key.publicJwk, created: false });
}

async function checkAll(
	hub: Hub,
	who: Identity,
	manifest: Manifest
): Promise<Answer<{ objects: number; bytes: number }>> {
	const seen = checkManifest(manifest, hub.programme);
	if (!seen.ok) return seen;
	const present = await checkPresent(hub.objects, who.personId, manifest);
	if (!present.ok) return present;
	const bytes = await checkBytes(hub.objects, who.personId, manifest);
	if (!bytes.ok) return bytes;
	const text = async (file: SubmissionFile) => (await readFile(hub.objects, who.personId, file)).toString('utf8');
	const consent = await checkConsent(await text(fileOf(manifest, 'consent')), manifest, hub.programme);
	if (!consent.ok) return consent;
	const contents = await checkContents(hub.objects, who.personId, manifest, hub.programme);
	return contents.ok ? bytes : contents;
}

import { v7 as uuidv7 } from 'uuid';
import { TYP } from '../../domain/rights/typ.ts';
import { grantedPurposes } from '../../domain/rights/consent.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { SubmissionId, TakeId } from '../../schema/ids.ts';
import type { Programme } from '../../schema/programme.ts';
import { Manifest } from '../../schema/submission.ts';
import { timeMs } from '../../schema/units.ts';
import { deviceKey, signJws } from '../keys/device-key.ts';
import type { KeptConsent } from '../store/consents.ts';
import { type OutboxRow, type RenditionRow, withDb } from '../store/db.ts';
import { storeFailure } from '../store/store-failure.ts';
import type { FaceDetector } from './face-detector.ts';
import { makeVideo, type RenditionProgress } from './make-rendition.ts';
import { consentFile, filesBesideVideo, type PackedFile, type VideoFacts } from './submission-files.ts';
import type { TakeInputs } from './take-inputs.ts';

const videoOf = (row: RenditionRow | undefined): PackedFile | undefined =>
	row?.files.find(({ file }) => file.role === 'video');

/**
 * The rendition of a take with today's labels and consent: a kept video is used again where nothing about it changed.
 * Resolves when the row is on disk; null when `signal` ended it.
 * fails  as `makeVideo`, and `storage_full`, `storage_unavailable`
 */
export async function prepareRendition(
	inputs: TakeInputs,
	programme: Programme,
	consent: KeptConsent | null,
	makeDetectors: () => FaceDetector[],
	onProgress: (progress: RenditionProgress) => void,
	signal: AbortSignal
): Promise<Outcome<RenditionRow | null>> {
	const takeId = inputs.take.id;
	try {
		const kept = await withDb(({ renditions }) => renditions.get(takeId));
		let video = videoOf(kept);
		let facts: VideoFacts | undefined = kept?.capture;
		if (!video || !facts || kept?.key !== inputs.key) {
			const made = await makeVideo(inputs, makeDetectors(), onProgress, signal);
			if (!made.ok) return made;
			if (!made.value) return ok(null);
			video = made.value.file;
			facts = made.value.facts;
		}
		const { capture, files } = await filesBesideVideo(inputs, programme, facts);
		const row: RenditionRow = {
			takeId,
			key: inputs.key,
			capture,
			frames: capture.captureTimeS.length,
			files: [video, ...files, ...(consent ? [await consentFile(consent.jws)] : [])]
		};
		await withDb(({ renditions }) => renditions.put(row));
		return ok(row);
	} catch (error) {
		return storeFailure(error, `rendition of take ${takeId}`, [takeId]);
	}
}

/**
 * Signs the manifest of a rendition and puts it into the outbox, in one transaction with the take's state.
 * fails  `no_consent`, `keys_unsupported`, `storage_full`, `storage_unavailable`
 */
export async function queueSubmission(
	inputs: TakeInputs,
	row: RenditionRow,
	consent: KeptConsent,
	programme: Programme
): Promise<Outcome<SubmissionId>> {
	const { take } = inputs;
	if (grantedPurposes(consent.event).length === 0)
		return fail('no_consent', 'no purpose is granted', { retry: 'after_change', kept: [take.id] });
	const key = await deviceKey();
	if (!key.ok) return key;
	const submissionId = uuidv7() as SubmissionId;
	const manifest = Manifest.parse({
		schema: 'manifest/1',
		submissionId,
		programmeId: programme.id,
		programmeVersion: programme.version,
		taskId: take.taskId,
		taskVersion: take.taskVersion,
		takeNumber: take.number,
		createdAtMs: timeMs(Date.now()),
		deviceKey: key.value.publicJwk,
		purposes: consent.event.purposes,
		rendition: inputs.spec,
		frames: row.frames,
		files: row.files.map(({ file }) => file)
	});
	const signed = await signJws(TYP.manifest, manifest);
	if (!signed.ok) return signed;
	const outboxRow: OutboxRow = {
		submissionId,
		takeId: take.id,
		manifest: signed.value,
		state: 'queued',
		bytesTotal: row.files.reduce((sum, { file }) => sum + file.byteLength, 0),
		bytesSent: 0,
		attempts: 0,
		nextAttemptAtMs: 0,
		failureCode: null,
		receipt: null
	};
	try {
		await withDb((handle) =>
			handle.transaction('rw', handle.outbox, handle.takes, async () => {
				// Sent back and submitted again: the earlier submission stays at the hub, this device speaks of the new one.
				await handle.outbox.where('takeId').equals(take.id).delete();
				await handle.outbox.add(outboxRow);
				await handle.takes.update(take.id, { state: 'queued', submissionId, sentBack: null });
			})
		);
		return ok(submissionId);
	} catch (error) {
		return storeFailure(error, `queue take ${take.id}`, [take.id]);
	}
}

/** Takes a submission that is not stored yet back out of the outbox. False where it was too late. */
export async function stopSending(takeId: TakeId): Promise<Outcome<boolean>> {
	try {
		return ok(
			await withDb((handle) =>
				handle.transaction('rw', handle.outbox, handle.takes, async () => {
					const row = await handle.outbox.where('takeId').equals(takeId).first();
					if (!row || (row.state !== 'queued' && row.state !== 'failed')) return false;
					await handle.outbox.delete(row.submissionId);
					await handle.takes.update(takeId, { state: 'checked', submissionId: null });
					return true;
				})
			)
		);
	} catch (error) {
		return storeFailure(error, `take ${takeId} out of the outbox`, [takeId]);
	}
}

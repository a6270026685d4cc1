import { keptPieces, keptUs } from '../../domain/annotation/kept-pieces.ts';
import { judgeRecorded } from '../../domain/quality/judge-recorded.ts';
import { factsAfterCut, labelsAfterCut, momentsAfterCut } from '../../domain/rendition/after-cut.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { StillLook } from '../../schema/probe.ts';
import type { Programme } from '../../schema/programme.ts';
import type { MediaRow, Take } from '../../schema/take.ts';
import { ptsUs } from '../../schema/units.ts';
import { workerDocId } from '../annotation/open-annotation.ts';
import { withDb, type QualityRow } from '../store/db.ts';
import { readDeclared } from '../store/declared.ts';
import { isTracked } from '../store/pass-chunks.ts';
import { rewriteTables } from '../store/rewrite-tables.ts';
import { readQuality } from '../store/quality.ts';
import { storeFailure } from '../store/store-failure.ts';
import { forgetTakeOfAnswers } from '../store/suggestion-answers.ts';
import { getTake, takeBlob } from '../store/takes.ts';
import { readTrack } from '../store/tracks.ts';
import { cutClip, type CutClip } from '../workers/cut-port.ts';
import { freshRows, labelsOf } from './fresh-labels.ts';
import { leftChunks, leftSensors } from './left-rows.ts';
import { tellTabs } from './told-tabs.ts';

/** Whether footage of a take may still be removed: what was sent, or is on its way, is spoken of by a signed manifest. */
export const canCutForGood = (take: Pick<Take, 'state' | 'originalErasedAtMs'>): boolean =>
	['recorded', 'tracked', 'checked', 'sent_back'].includes(take.state) && !take.originalErasedAtMs;

/**
 * Removes everything that the labels of a take cut away from this device: pictures, landmarks of both layers, sensors,
 * thumbnail, times, labels and corrected hands there, and the history of edits, which holds them too. The take is judged
 * anew. All that is left is made and read back first; then one transaction puts it in the place of all that was. The caller
 * asks the person first, closes what it holds of the take before, and loads its page anew after: it cannot be taken back.
 * Nothing cut away: nothing is done.
 * returns null when `signal` ended it
 * fails   `take_busy` (its hands are being found, it is on its way, or it was changed meanwhile), `take_damaged`,
 *         `document_newer`, what `cutClip` and the store fail with; the take is unchanged then
 */
export async function cutForGood(
	takeId: TakeId,
	programme: Programme,
	onProgress: (share: number) => void,
	signal: AbortSignal
): Promise<Outcome<Take | null>> {
	const lock = navigator.locks.request(`handloom-pass/${takeId}`, { ifAvailable: true }, (held) =>
		held ? cut(takeId, programme, onProgress, signal) : fail('take_busy', `take ${takeId} is being looked at`)
	);
	const done = await lock;
	if (done.ok && done.value) tellTabs(takeId);
	return done;
}

async function cut(
	takeId: TakeId,
	programme: Programme,
	onProgress: (share: number) => void,
	signal: AbortSignal
): Promise<Outcome<Take | null>> {
	const found = await getTake(takeId);
	if (!found.ok) return found;
	const take = found.value;
	if (!canCutForGood(take) || !take.facts || take.pass?.complete === false)
		return fail('take_busy', `take ${takeId} is ${take.state}`, { kept: [takeId] });
	try {
		const [media, updates] = await Promise.all([
			withDb(({ mediaRows }) => mediaRows.where('takeId').equals(takeId).sortBy('seq')),
			withDb(({ docUpdates }) => docUpdates.where('docId').equals(workerDocId(takeId)).sortBy('id'))
		]);
		// Hashes every row: what is damaged is not copied on as if it were sound.
		const whole = await takeBlob(takeId);
		if (!whole.ok) return whole;
		const labels = labelsOf(updates);
		if (!labels.ok) return labels;
		const wanted = keptPieces(labels.value, { startUs: ptsUs(0), endUs: ptsUs(take.durationUs) });
		if (keptUs(wanted) === take.durationUs) return ok(take);
		const clip = await cutClip(media, wanted, onProgress, signal);
		if (!clip.ok || !clip.value) return clip as Outcome<null>;
		const { pieces } = clip.value;
		const left = labelsAfterCut(labels.value, pieces);
		const leftIds = new Set<string>(left.segments.map(({ id }) => id));
		const docRows = await freshRows(workerDocId(takeId), left);
		if (!docRows.ok) return docRows;
		const chunks = await leftChunks(takeId, pieces);
		if (!chunks.ok) return chunks;
		const sensors = await leftSensors(takeId, pieces);
		const quality = await judgedAnew(take, programme, clip.value);
		if (!quality.ok) return quality;
		if (signal.aborted) return ok(null);
		const facts = factsAfterCut(take.facts, pieces, take.durationUs - clip.value.durationUs, Date.now());
		const rows = clip.value.rows.map((row): MediaRow => ({
			schema: row.head ? 'media-row/2' : 'media-row/1',
			takeId,
			encryption: null,
			...row
		}));
		const same = await withDb((handle) => {
			const { takes, mediaRows, frameTimes, trackChunks, sensorRows, docUpdates, renditions, outbox } = handle;
			const tables = [takes, mediaRows, frameTimes, trackChunks, sensorRows, docUpdates, renditions, outbox];
			return handle.transaction(
				'rw',
				[...tables, handle.quality, handle.suggestionAnswers, handle.gripExamples],
				async () => {
					const now = await takes.get(takeId);
					const last = await docUpdates.where('docId').equals(workerDocId(takeId)).last();
					if (now?.state !== take.state || last?.id !== updates.at(-1)?.id) return false;
					await mediaRows.where('takeId').equals(takeId).delete();
					await trackChunks.where('takeId').equals(takeId).delete();
					await sensorRows.where('takeId').equals(takeId).delete();
					await docUpdates.where('docId').startsWith(`${takeId}/`).delete();
					await forgetTakeOfAnswers(handle, takeId);
					// A pose that grips were learnt from goes with the label that it was under.
					await handle.gripExamples
						.where('docId')
						.startsWith(`${takeId}/`)
						.filter(({ segmentId }) => !leftIds.has(segmentId))
						.delete();
					await renditions.delete(takeId);
					await mediaRows.bulkAdd(rows);
					await trackChunks.bulkAdd(chunks.value);
					await sensorRows.bulkAdd(sensors);
					await docUpdates.bulkAdd(docRows.value);
					const { timesUs, durationUs, thumbnail } = clip.value!;
					await frameTimes.put({ takeId, count: timesUs.length, blob: new Blob([timesUs]) });
					if (quality.value) await handle.quality.put(quality.value);
					const frameCount = timesUs.length;
					await takes.update(takeId, { durationUs, frameCount, facts, thumbnail, damage: undefined });
					return true;
				}
			);
		});
		if (!same) return fail('take_busy', `take ${takeId} was changed meanwhile`, { retry: 'now', kept: [takeId] });
		await rewriteTables();
		return await getTake(takeId);
	} catch (error) {
		return storeFailure(error, `cut take ${takeId} for good`, [takeId]);
	}
}

/** The report on what is left; null where the take was not judged yet. What its worker said against it stays. */
async function judgedAnew(take: Take, programme: Programme, clip: CutClip): Promise<Outcome<QualityRow | null>> {
	const [stored, track, declared] = await Promise.all([
		readQuality(take.id),
		readTrack(take.id, 'model'),
		readDeclared()
	]);
	if (!stored.ok) return stored;
	if (!track.ok) return track;
	if (!declared.ok) return declared;
	if (!stored.value) return ok(null);
	const looks = stored.value.looks ? momentsAfterCut(stored.value.looks, clip.pieces) : null;
	const frames = track.value && isTracked(take) ? momentsAfterCut(track.value.frames, clip.pieces) : null;
	const report = judgeRecorded(take, programme, declared.value, {
		timesUs: clip.timesUs,
		durationUs: clip.durationUs,
		frames,
		looks,
		stillLook: StillLook.safeParse(take.facts?.['stillLook']).data ?? null
	});
	return ok({ takeId: take.id, report, disagreement: stored.value.disagreement, looks });
}

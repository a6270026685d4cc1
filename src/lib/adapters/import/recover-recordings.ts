import type { ImportApi } from '../../../../workers/import/api.ts';
import type { WorkerPort } from '../../../../workers/shared/port.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import type { CaptureFacts, Take } from '../../schema/take.ts';
import { factsFromFile } from './facts-from-file.ts';
import { openImportWorker } from './open-import-worker.ts';
import { remuxTake } from './remux-take.ts';
import { withDb } from '../store/db.ts';
import { whileNotRecording } from '../store/recording-lock.ts';
import { saveFilmingMarks } from '../annotation/save-filming-marks.ts';
import { storeFailure } from '../store/store-failure.ts';
import { eraseOriginal, eraseTake, finishTake, frameTimes, getTake, readTakeBytes } from '../store/takes.ts';

/** One worker for all takes, started only where there is something to read. */
function lazyPort() {
	let port: WorkerPort<ImportApi> | null = null;
	return { get: () => (port ??= openImportWorker()), close: () => port?.close() };
}
type LazyPort = ReturnType<typeof lazyPort>;

/**
 * Call once when the app starts. Finishes takes that were still being recorded when their page went away, from the
 * rows that lie there. A take that another tab is recording is left alone; one without a frame, or a half-done import,
 * is erased, and so is one whose time for taking an erasure back ran out while the app was closed.
 * Answers the recovered takes. A take that cannot be finished now (full disk) stays for the next visit.
 */
export async function recoverRecordings(): Promise<Outcome<Take[]>> {
	const port = lazyPort();
	try {
		const left = await withDb(({ takes }) => takes.where({ state: 'recording' }).toArray());
		const recovered: Take[] = [];
		for (const { id } of left) {
			const outcome = await whileNotRecording(id, () => finishFromRows(port, id, 'crash'));
			if (outcome?.ok && outcome.value) recovered.push(outcome.value);
		}
		await labelMarksLeft();
		await eraseForgotten();
		return ok(recovered);
	} catch (error) {
		return storeFailure(error, 'recover takes');
	} finally {
		port.close();
	}
}

/**
 * Finishes one take of this page, for instance after its recorder died. Null where no frame was stored: the take is erased then.
 * The caller holds the take's recording lock.
 */
export async function recoverRecording(
	takeId: TakeId,
	endedBy: CaptureFacts['endedBy']
): Promise<Outcome<Take | null>> {
	const port = lazyPort();
	try {
		return await finishFromRows(port, takeId, endedBy);
	} finally {
		port.close();
	}
}

async function finishFromRows(
	port: LazyPort,
	takeId: TakeId,
	endedBy: CaptureFacts['endedBy']
): Promise<Outcome<Take | null>> {
	const take = await withDb(({ takes }) => takes.get(takeId));
	// Somebody else may have finished it while we waited for the lock.
	if (!take || take.state !== 'recording') return fail('take_not_found', `take ${takeId} needs no recovery`);
	const read = await readTakeBytes(takeId);
	if (!read.ok) return read;
	const { blob, firstKind, damage } = read.value;
	if (take.source !== 'camera' || blob.size === 0) return eraseAndForget(takeId);

	// Rows after a damaged one cannot be played: they go, so that the file is what its rows are.
	if (damage) await dropRowsAfter(takeId, blob.size);
	const raw = firstKind === 'bytes';
	const video = raw
		? await remuxTake(port.get(), takeId, blob)
		: await port.get().call((remote) => remote.inspect(blob));
	if (!video.ok) return video.failure.code === 'file_empty' ? eraseAndForget(takeId) : video;
	const { timesUs, durationUs, thumbnail } = video.value;
	const facts = factsFromFile(video.value, endedBy, raw ? 'media_recorder' : 'track_processor');
	const finished = await finishTake(takeId, { timesUs, durationUs, facts, thumbnail });
	if (finished.ok) await labelMarks(finished.value, new Float64Array(timesUs));
	return finished;
}

/** What was marked while filming becomes labels, as at a plain end. Where that fails the marks stay for the next visit. */
async function labelMarks({ id, filmingMarks, durationUs }: Take, timesUs: Float64Array): Promise<void> {
	if (!filmingMarks) return;
	const labelled = await saveFilmingMarks(id, filmingMarks, timesUs, durationUs);
	if (!labelled.ok) console.warn(`[recover] marks of take ${id} are not labels yet`, labelled.failure);
}

/** Takes that were complete when their page went away, but whose marks were not labels yet. */
async function labelMarksLeft(): Promise<void> {
	const takes = await withDb((handle) =>
		handle.takes.filter((take) => take.filmingMarks !== undefined && take.state !== 'recording').toArray()
	);
	for (const { id } of takes)
		await whileNotRecording(id, async () => {
			const [take, times] = await Promise.all([getTake(id), frameTimes(id)]);
			if (take.ok && times.ok) await labelMarks(take.value, times.value);
		});
}

async function eraseAndForget(takeId: TakeId): Promise<Outcome<null>> {
	const erased = await eraseTake(takeId);
	return erased.ok ? ok(null) : erased;
}

/** Removes rows beyond the first `bytes` bytes of a take. */
async function dropRowsAfter(takeId: TakeId, bytes: number): Promise<void> {
	const rows = await withDb(({ mediaRows }) => mediaRows.where('takeId').equals(takeId).sortBy('seq'));
	let at = 0;
	let keep = 0;
	while (keep < rows.length && at < bytes) at += rows[keep++]!.byteLength;
	await withDb(({ mediaRows }) =>
		mediaRows.bulkDelete(rows.slice(keep).map((row): [TakeId, number] => [takeId, row.seq]))
	);
}

/** How long an erasure can be taken back at the very most; longer than any toast stays. */
const FORGET_AFTER_MS = 60 * 60 * 1000;

async function eraseForgotten(): Promise<void> {
	const takes = await withDb(({ takes }) => takes.toArray());
	for (const take of takes) {
		const since = take['erasingSinceMs'];
		if (typeof since === 'number' && Date.now() - since > FORGET_AFTER_MS) await eraseTake(take.id);
		const original = take['originalErasingSinceMs'];
		if (typeof original === 'number' && Date.now() - original > FORGET_AFTER_MS) await eraseOriginal(take.id);
	}
}

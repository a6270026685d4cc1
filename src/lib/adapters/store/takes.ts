import { v7 as uuidv7 } from 'uuid';
import { damageSpans, type CheckedRow, type DamageSpan } from '../../domain/time/damage.ts';
import type { Task } from '../../schema/programme.ts';
import type { TakeId } from '../../schema/ids.ts';
import { Take, type CaptureFacts, type MediaRow } from '../../schema/take.ts';
import { timeMs } from '../../schema/units.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import { withDb, type HandloomDb } from './db.ts';
import { partsOf } from './row-parts.ts';
import { sha256Of } from './sha256.ts';
import { ClearedError, storeFailure } from './store-failure.ts';
import { forgetTakeOfAnswers } from './suggestion-answers.ts';

export const newTakeId = (): TakeId => uuidv7() as TakeId;

export type NewTake = {
	/** Made before, so that the recording lock can be held before the take can be seen. */
	id: TakeId;
	programmeId: string;
	task: Pick<Task, 'id' | 'version'>;
	source: Take['source'];
	fileName?: string | null;
};

/** Setting that remembers the highest number given to a task's takes, so that an erased take's number is not used again. */
const numberName = (taskId: string): string => `take-number/${taskId}`;

/** A new take in state `recording`, with the task's next number. fails `storage_full`, `storage_unavailable` */
export async function createTake(what: NewTake): Promise<Outcome<Take>> {
	try {
		return await withDb((handle) => addTake(handle, what));
	} catch (error) {
		return storeFailure(error, 'create take');
	}
}

function addTake(handle: HandloomDb, what: NewTake): Promise<Outcome<Take>> {
	const { takes, settings } = handle;
	return handle.transaction('rw', takes, settings, async () => {
		const known = await takes.get(what.id);
		if (known) return ok(known);
		const last = (await settings.get(numberName(what.task.id)))?.value;
		const number = (typeof last === 'number' ? last : 0) + 1;
		const take: Take = {
			schema: 'take/1',
			id: what.id,
			programmeId: what.programmeId,
			taskId: what.task.id,
			taskVersion: what.task.version,
			number,
			createdAtMs: timeMs(Date.now()),
			source: what.source,
			fileName: what.fileName ?? null,
			state: 'recording',
			durationUs: 0,
			frameCount: 0,
			facts: null,
			submissionId: null,
			sentBack: null,
			thumbnail: null
		};
		await settings.put({ name: numberName(what.task.id), value: number });
		await takes.add(take);
		return ok(take);
	});
}

/** The number that the next take of a task will get. */
export async function nextTakeNumber(taskId: string): Promise<number> {
	const last = (await withDb(({ settings }) => settings.get(numberName(taskId))))?.value;
	return (typeof last === 'number' ? last : 0) + 1;
}

/** All takes of this device, newest first, without those set aside for erasing. fails `storage_unavailable`, `take_damaged` */
export async function listTakes(filter: { taskId?: string } = {}): Promise<Outcome<Take[]>> {
	try {
		const { taskId } = filter;
		const rows = await withDb(({ takes }) => (taskId ? takes.where({ taskId }).toArray() : takes.toArray()));
		const takes = rows.map((row) => Take.parse(row)).filter((take) => !take['erasingSinceMs']);
		return ok(takes.sort((a, b) => b.createdAtMs - a.createdAtMs));
	} catch (error) {
		return storeFailure(error, 'list takes');
	}
}

/** fails `take_not_found`, `storage_unavailable` */
export async function getTake(takeId: TakeId): Promise<Outcome<Take>> {
	try {
		const row = await withDb(({ takes }) => takes.get(takeId));
		return row ? ok(Take.parse(row)) : fail('take_not_found', `take ${takeId}`);
	} catch (error) {
		return storeFailure(error, `read take ${takeId}`);
	}
}

/** Changes fields of a take. fails `take_not_found`, `storage_full`, `storage_unavailable` */
export async function updateTake(
	takeId: TakeId,
	changes: Partial<Omit<Take, 'id' | 'schema'>>
): Promise<Outcome<null>> {
	try {
		const there = await withDb(
			async ({ takes }) => (await takes.update(takeId, changes)) > 0 || (await takes.get(takeId)) !== undefined
		);
		return there ? ok(null) : fail('take_not_found', `take ${takeId}`);
	} catch (error) {
		return storeFailure(error, `update take ${takeId}`, [takeId]);
	}
}

export type FinishedTake = {
	/** Of every frame, whole microseconds, rising. */
	timesUs: Float64Array<ArrayBuffer>;
	durationUs: number;
	facts: CaptureFacts;
	thumbnail: Blob | null;
};

/** Writes what is known of a take once its bytes are complete, in one transaction: state `recorded`. */
export async function finishTake(takeId: TakeId, finished: FinishedTake): Promise<Outcome<Take>> {
	const { timesUs, durationUs, facts, thumbnail } = finished;
	try {
		await withDb((handle) =>
			handle.transaction('rw', handle.takes, handle.frameTimes, async () => {
				if (!(await handle.takes.get(takeId))) throw new ClearedError(`take ${takeId} is gone`);
				await handle.frameTimes.put({ takeId, count: timesUs.length, blob: new Blob([timesUs]) });
				const frameCount = timesUs.length;
				await handle.takes.update(takeId, { state: 'recorded', durationUs, frameCount, facts, thumbnail });
			})
		);
		return await getTake(takeId);
	} catch (error) {
		return storeFailure(error, `finish take ${takeId}`, [takeId]);
	}
}

/** Presentation times of every frame of a take, whole microseconds, rising. fails `take_not_found`, `storage_unavailable` */
export async function frameTimes(takeId: TakeId): Promise<Outcome<Float64Array>> {
	try {
		const row = await withDb((handle) => handle.frameTimes.get(takeId));
		if (!row) return fail('take_not_found', `no frame times of take ${takeId}`);
		return ok(new Float64Array(await row.blob.arrayBuffer()));
	} catch (error) {
		return storeFailure(error, `frame times of take ${takeId}`, [takeId]);
	}
}

/** A WebM file begins with the EBML magic 1A 45 DF A3; an MP4 with the length of its ftyp box, which is short. */
const EBML_FIRST_BYTE = 0x1a;

/** What lies of a take's file: the good rows from the start, and why it stops there (null: nothing is wrong). */
export type TakeBytes = { blob: Blob; firstKind: 'init' | 'fragment' | 'bytes' | null; damage: string | null };

/** Reads and checks the rows from the start up to the first gap or the first row whose bytes are not those that were written. */
export async function readTakeBytes(takeId: TakeId): Promise<Outcome<TakeBytes>> {
	try {
		const rows = await withDb(({ mediaRows }) => mediaRows.where('takeId').equals(takeId).sortBy('seq'));
		const good: BlobPart[][] = [];
		let damage: string | null = null;
		for (const [index, row] of rows.entries()) {
			const problem = row.seq !== index ? `row ${index} is missing` : await damageOf(row);
			if (problem) {
				damage = `${problem} (row ${row.seq})`;
				break;
			}
			good.push(partsOf(row));
		}
		const firstKind = good.length > 0 ? rows[0]!.kind : null;
		const head = new Uint8Array(await new Blob(good[0]).slice(0, 4).arrayBuffer());
		const type = head[0] === EBML_FIRST_BYTE ? 'video/webm' : 'video/mp4';
		return ok({ blob: new Blob(good.flat(), { type }), firstKind, damage });
	} catch (error) {
		return storeFailure(error, `rows of take ${takeId}`, [takeId]);
	}
}

/** Why a row's bytes are not those that were written; null: they are. */
export async function damageOf(row: Pick<MediaRow, 'blob' | 'sha256' | 'byteLength' | 'head'>): Promise<string | null> {
	const { blob, sha256, byteLength, head } = row;
	if (blob.size !== byteLength) return `${blob.size} bytes, not ${byteLength}`;
	try {
		if (head && (await sha256Of(head.bytes)) !== head.sha256) return 'hash of its head differs';
		return (await sha256Of(await blob.arrayBuffer())) === sha256 ? null : 'hash differs';
	} catch (error) {
		// A blob whose file is gone or cannot be read: the row is damaged, the database is not.
		return `cannot be read: ${String(error)}`;
	}
}

/**
 * The take's whole file, rows end to end. Every row is hashed on the way.
 * fails `take_not_found` (no rows), `take_damaged` (a gap, or bytes that changed), `storage_unavailable`
 */
export async function takeBlob(takeId: TakeId): Promise<Outcome<Blob>> {
	const read = await readTakeBytes(takeId);
	if (!read.ok) return read;
	const { blob, damage } = read.value;
	if (damage) return fail('take_damaged', `take ${takeId}: ${damage}`, { context: { takeId, damage } });
	if (blob.size === 0) return fail('take_not_found', `take ${takeId} has no rows`);
	return ok(blob);
}

/** What of a take's file still plays, and which parts of the take are missing in it (`domain/time/damage.ts`). */
export type PlayableTake = { blob: Blob; damage: DamageSpan[] };

/** As `playableTake`, without saying what is missing. */
export async function playableBlob(takeId: TakeId): Promise<Outcome<Blob>> {
	const playable = await playableTake(takeId);
	return playable.ok ? ok(playable.value.blob) : playable;
}

/**
 * What of a take's file still plays: as `takeBlob`, but where pieces in the middle are damaged, the file without them.
 * Only where the container allows: its head and its first piece must be sound, or all later times would be wrong.
 * fails as `takeBlob`
 */
export async function playableTake(takeId: TakeId): Promise<Outcome<PlayableTake>> {
	const whole = await takeBlob(takeId);
	if (whole.ok) return ok({ blob: whole.value, damage: [] });
	if (whole.failure.code !== 'take_damaged') return whole;
	try {
		const rows = await withDb(({ mediaRows }) => mediaRows.where('takeId').equals(takeId).sortBy('seq'));
		if (rows[0]?.seq !== 0 || rows[0].kind !== 'init' || rows[1]?.seq !== 1) return whole;
		const sound: BlobPart[] = [];
		const checked: CheckedRow[] = [];
		for (const row of rows) {
			const problem = await damageOf(row);
			if (problem && row.seq <= 1) return whole;
			if (!problem) sound.push(...partsOf(row));
			const { seq, kind, firstPtsUs } = row;
			checked.push({ seq, kind, firstPtsUs, problem });
		}
		return ok({ blob: new Blob(sound, { type: 'video/mp4' }), damage: damageSpans(checked) });
	} catch (error) {
		return storeFailure(error, `rows of take ${takeId}`, [takeId]);
	}
}

/**
 * Erases the footage of a take and keeps what says what was sent: the take, the signed manifest and the receipt.
 * For takes that the hub has countersigned only; the caller asks the person first. It cannot be taken back.
 * fails `take_not_found` where there is no receipt
 */
export async function eraseOriginal(takeId: TakeId): Promise<Outcome<null>> {
	try {
		const erased = await withDb((handle) => {
			const { takes, mediaRows, frameTimes, sensorRows, trackChunks, renditions, outbox } = handle;
			const tables = [takes, mediaRows, frameTimes, sensorRows, trackChunks, renditions, outbox];
			return handle.transaction('rw', tables, async () => {
				const sent = await outbox.where('takeId').equals(takeId).first();
				if (sent?.state !== 'stored' || !sent.receipt) return false;
				await mediaRows.where('takeId').equals(takeId).delete();
				await sensorRows.where('takeId').equals(takeId).delete();
				await trackChunks.where('takeId').equals(takeId).delete();
				await Promise.all([frameTimes.delete(takeId), renditions.delete(takeId)]);
				await takes.update(takeId, { originalErasedAtMs: timeMs(Date.now()), originalErasingSinceMs: null });
				return true;
			});
		});
		return erased ? ok(null) : fail('take_not_found', `take ${takeId} has no receipt`, { kept: [takeId] });
	} catch (error) {
		return storeFailure(error, `erase the original of take ${takeId}`, [takeId]);
	}
}

/**
 * Erases everything of a take from this device, in one transaction; of the answers to suggestions the bare choice stays.
 * It cannot be taken back.
 */
export async function eraseTake(takeId: TakeId): Promise<Outcome<null>> {
	try {
		await withDb((handle) => {
			const { takes, mediaRows, frameTimes, sensorRows, trackChunks, quality, docUpdates, renditions, outbox } = handle;
			const { suggestionAnswers, gripExamples } = handle;
			const tables = [takes, mediaRows, frameTimes, sensorRows, trackChunks, quality, docUpdates, renditions, outbox];
			return handle.transaction('rw', [...tables, suggestionAnswers, gripExamples], async () => {
				await mediaRows.where('takeId').equals(takeId).delete();
				await sensorRows.where('takeId').equals(takeId).delete();
				await trackChunks.where('takeId').equals(takeId).delete();
				await outbox.where('takeId').equals(takeId).delete();
				await docUpdates.where('docId').startsWith(`${takeId}/`).delete();
				await forgetTakeOfAnswers(handle, takeId);
				await gripExamples.where('docId').startsWith(`${takeId}/`).delete();
				await Promise.all([frameTimes, quality, renditions].map((table) => table.delete(takeId)));
				await takes.delete(takeId);
			});
		});
		return ok(null);
	} catch (error) {
		return storeFailure(error, `erase take ${takeId}`);
	}
}

/** Hides a take that is about to be erased, so that erasing can be taken back for a while. `null` brings it back. */
export const setErasing = (takeId: TakeId, sinceMs: number | null): Promise<Outcome<null>> =>
	updateTake(takeId, { erasingSinceMs: sinceMs });

/** The same for the footage alone. */
export const setErasingOriginal = (takeId: TakeId, sinceMs: number | null): Promise<Outcome<null>> =>
	updateTake(takeId, { originalErasingSinceMs: sinceMs });

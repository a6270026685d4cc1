import { packTrack, unpackTrack } from '../../domain/hands/pack-track.ts';
import { sameMaker, soundChunks } from '../../domain/pass/resume.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { TRACK_CHUNK_FRAMES } from '../../schema/limits.ts';
import type { Take } from '../../schema/take.ts';
import type { TrackChunk, TrackFrame, TrackMaker } from '../../schema/track.ts';
import { withDb } from './db.ts';
import { sha256Of } from './sha256.ts';
import { ClearedError, storeFailure } from './store-failure.ts';
import { clearTrack, readChunks, writeChunk, type PackedFrames } from './tracks.ts';

/** What an earlier run of a pass stored, from the first frame on without a gap. */
export type StoredPass = {
	frames: TrackFrame[];
	maker: TrackMaker;
	/** Number of the next chunk. */
	seq: number;
	/** The last chunk as it lies there. */
	lastChunk: ArrayBuffer;
};

/** Whether every frame of a take has its landmarks. */
export const isTracked = (take: Pick<Take, 'state' | 'pass'>): boolean =>
	take.pass ? take.pass.complete : take.state !== 'recording' && take.state !== 'recorded';

/** What can be gone on with; null: nothing. Chunks that are damaged, and those after them, do not count. fails `storage_unavailable` */
export async function readStoredPass(takeId: TakeId): Promise<Outcome<StoredPass | null>> {
	const rows = await readChunks(takeId, 'model');
	if (!rows.ok) return rows;
	try {
		const frames: TrackFrame[] = [];
		let lastChunk: ArrayBuffer | null = null;
		let seq = 0;
		for (const row of rows.value.slice(0, soundChunks(rows.value))) {
			// A layout of before: what wrote it is another version of everything.
			if (row.schema !== 'track-chunk/2') break;
			const packed = await row.blob.arrayBuffer();
			if ((await sha256Of(packed)) !== row.sha256) break;
			frames.push(...unpackTrack(packed));
			lastChunk = packed;
			seq += 1;
		}
		return ok(lastChunk ? { frames, maker: rows.value[0]!.maker, seq, lastChunk } : null);
	} catch (error) {
		return storeFailure(error, `stored pass of take ${takeId}`, [takeId]);
	}
}

/** Says that the pass of a take is not whole, and removes its chunks from `seq` on. 0: all of them. */
export async function beginPass(takeId: TakeId, seq: number): Promise<Outcome<null>> {
	try {
		await withDb((handle) =>
			handle.transaction('rw', handle.takes, handle.trackChunks, async () => {
				if ((await handle.takes.update(takeId, { pass: { complete: false } })) === 0)
					await mustExist(handle.takes, takeId);
				const { trackChunks } = handle;
				await trackChunks
					.where('[takeId+layer+seq]')
					.between([takeId, 'model', seq], [takeId, 'model', Infinity])
					.delete();
			})
		);
		return ok(null);
	} catch (error) {
		return storeFailure(error, `pass of take ${takeId}`, [takeId]);
	}
}

/** Saves a chunk of a running pass. fails `take_not_found` where the take was erased meanwhile: nothing of it stays */
export async function writePassChunk(takeId: TakeId, maker: TrackMaker, chunk: PackedFrames): Promise<Outcome<null>> {
	const saved = await writeChunk(takeId, 'model', maker, chunk);
	if (!saved.ok) return saved;
	try {
		if (await withDb(({ takes }) => takes.get(takeId))) return saved;
	} catch (error) {
		return storeFailure(error, `pass of take ${takeId}`, [takeId]);
	}
	await clearTrack(takeId, 'model');
	return fail('take_not_found', `take ${takeId} was erased while it was looked at`);
}

/**
 * The last frame has its landmarks: the many small chunks become the usual large ones, and the take says so, all in one
 * transaction. Gives every frame. fails `take_damaged`, `storage_full`, `storage_unavailable`
 */
export async function finishPass(takeId: TakeId): Promise<Outcome<TrackFrame[]>> {
	const rows = await readChunks(takeId, 'model');
	if (!rows.ok) return rows;
	if (rows.value.some((row, i) => row.seq !== i))
		return fail('take_damaged', `a chunk of the pass of take ${takeId} is missing`);
	try {
		const frames: TrackFrame[] = [];
		const larger: TrackChunk[] = [];
		for (const run of await byMaker(rows.value)) {
			frames.push(...run.frames);
			for (let from = 0; from < run.frames.length; from += TRACK_CHUNK_FRAMES) {
				const part = run.frames.slice(from, from + TRACK_CHUNK_FRAMES);
				larger.push(await aChunk(rows.value[0]!, larger.length, run.maker, part));
			}
		}
		await withDb((handle) =>
			handle.transaction('rw', handle.takes, handle.trackChunks, async () => {
				const { takes, trackChunks } = handle;
				const take = await mustExist(takes, takeId);
				await trackChunks
					.where('[takeId+layer+seq]')
					.between([takeId, 'model', 0], [takeId, 'model', Infinity])
					.delete();
				await trackChunks.bulkAdd(larger);
				const state = take.state === 'recorded' ? 'tracked' : take.state;
				await takes.update(takeId, { state, pass: { complete: true } });
			})
		);
		return ok(frames);
	} catch (error) {
		return storeFailure(error, `pass of take ${takeId}`, [takeId]);
	}
}

async function mustExist(takes: { get(id: TakeId): PromiseLike<Take | undefined> }, takeId: TakeId): Promise<Take> {
	const take = await takes.get(takeId);
	if (!take) throw new ClearedError(`take ${takeId} is gone`);
	return take;
}

/** Consecutive frames of one maker: a finder that lost its GPU in the middle is another one from there on. */
async function byMaker(rows: readonly TrackChunk[]): Promise<{ maker: TrackMaker; frames: TrackFrame[] }[]> {
	const runs: { maker: TrackMaker; frames: TrackFrame[] }[] = [];
	for (const row of rows) {
		const frames = unpackTrack(await row.blob.arrayBuffer());
		const run = runs.at(-1);
		if (run && sameMaker(run.maker, row.maker)) run.frames.push(...frames);
		else runs.push({ maker: row.maker, frames });
	}
	return runs;
}

async function aChunk(like: TrackChunk, seq: number, maker: TrackMaker, frames: TrackFrame[]): Promise<TrackChunk> {
	const packed = packTrack(frames);
	return {
		...like,
		seq,
		maker,
		frames: frames.length,
		firstPtsUs: frames[0]!.ptsUs,
		lastPtsUs: frames.at(-1)!.ptsUs,
		sha256: await sha256Of(packed),
		byteLength: packed.byteLength,
		blob: new Blob([packed])
	};
}

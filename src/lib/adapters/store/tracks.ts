import { blockFrom1, packTrack, unpackTrack } from '../../domain/hands/pack-track.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { ptsUs } from '../../schema/units.ts';
import { TrackChunk, type TrackFrame, type TrackMaker } from '../../schema/track.ts';
import { withDb, type HandloomDb } from './db.ts';
import { sha256Of } from './sha256.ts';
import { storeFailure } from './store-failure.ts';

export type TrackLayer = TrackChunk['layer'];
/** Consecutive frames packed by `packTrack`, as the landmark worker hands them out. */
export type PackedFrames = { seq: number; frames: number; firstPtsUs: number; lastPtsUs: number; packed: ArrayBuffer };
export type StoredTrack = { frames: TrackFrame[]; maker: TrackMaker };

/** Saves one chunk; the same `seq` again replaces it. fails `storage_full`, `storage_unavailable` */
export async function writeChunk(
	takeId: TakeId,
	layer: TrackLayer,
	maker: TrackMaker,
	chunk: PackedFrames
): Promise<Outcome<null>> {
	try {
		const row: TrackChunk = {
			schema: 'track-chunk/2',
			takeId,
			layer,
			seq: chunk.seq,
			frames: chunk.frames,
			firstPtsUs: ptsUs(chunk.firstPtsUs),
			lastPtsUs: ptsUs(chunk.lastPtsUs),
			sha256: await sha256Of(chunk.packed),
			byteLength: chunk.packed.byteLength,
			maker,
			encryption: null,
			blob: new Blob([chunk.packed])
		};
		await withDb(({ trackChunks }) => trackChunks.put(row));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `track chunk ${chunk.seq} of take ${takeId}`, [takeId]);
	}
}

/** Packs and saves frames, for code that holds them unpacked. `frames` must not be empty. */
export function writeFrames(
	takeId: TakeId,
	layer: TrackLayer,
	maker: TrackMaker,
	seq: number,
	frames: readonly TrackFrame[]
): Promise<Outcome<null>> {
	const [first, last] = [frames[0]!.ptsUs, frames.at(-1)!.ptsUs];
	return writeChunk(takeId, layer, maker, {
		seq,
		frames: frames.length,
		firstPtsUs: first,
		lastPtsUs: last,
		packed: packTrack(frames)
	});
}

const keyRange = ({ trackChunks }: HandloomDb, takeId: TakeId, layer: TrackLayer) =>
	trackChunks.where('[takeId+layer+seq]').between([takeId, layer, 0], [takeId, layer, Infinity]);

/** Removes a layer before it is made anew. */
export async function clearTrack(takeId: TakeId, layer: TrackLayer): Promise<Outcome<null>> {
	try {
		await withDb((handle) => keyRange(handle, takeId, layer).delete());
		return ok(null);
	} catch (error) {
		return storeFailure(error, `track of take ${takeId}`, [takeId]);
	}
}

/** Header rows of a layer in `seq` order, with their blobs. Empty when the take has no such layer. */
export async function readChunks(takeId: TakeId, layer: TrackLayer): Promise<Outcome<TrackChunk[]>> {
	try {
		const rows = await withDb((handle) => keyRange(handle, takeId, layer).sortBy('seq'));
		return ok(rows.map((row) => TrackChunk.parse(row)));
	} catch (error) {
		return storeFailure(error, `track of take ${takeId}`, [takeId]);
	}
}

/**
 * Every frame of a layer, in order of time. null: this take has no such layer.
 * fails `take_damaged` (a chunk is missing or its bytes are not the ones that were saved), `storage_unavailable`
 */
export async function readTrack(takeId: TakeId, layer: TrackLayer = 'model'): Promise<Outcome<StoredTrack | null>> {
	const chunks = await readChunks(takeId, layer);
	if (!chunks.ok) return chunks;
	const [first] = chunks.value;
	if (!first) return ok(null);
	const damaged = (seq: number, why: string) =>
		fail('take_damaged', `track chunk ${seq} of take ${takeId} ${why}`, { context: { seq } });
	const frames: TrackFrame[] = [];
	for (const [i, chunk] of chunks.value.entries()) {
		if (chunk.seq !== i) return damaged(i, 'is missing');
		let packed: ArrayBuffer;
		try {
			packed = await chunk.blob.arrayBuffer();
		} catch (error) {
			return storeFailure(error, `track chunk ${i} of take ${takeId}`, [takeId]);
		}
		if ((await sha256Of(packed)) !== chunk.sha256) return damaged(i, 'is not what was saved');
		frames.push(...unpackTrack(chunk.schema === 'track-chunk/1' ? blockFrom1(packed) : packed));
	}
	return ok({ frames, maker: first.maker });
}

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

async function rowOf(
	takeId: TakeId,
	layer: TrackLayer,
	maker: TrackMaker,
	{ seq, frames, firstPtsUs, lastPtsUs, packed }: PackedFrames
): Promise<TrackChunk> {
	// Before the hash: the bytes travel to where blobs are kept while another thread hashes them.
	const blob = new Blob([packed]);
	return {
		schema: 'track-chunk/2',
		takeId,
		layer,
		seq,
		frames,
		firstPtsUs: ptsUs(firstPtsUs),
		lastPtsUs: ptsUs(lastPtsUs),
		sha256: await sha256Of(packed),
		byteLength: packed.byteLength,
		maker,
		encryption: null,
		blob
	};
}

/** Saves one chunk; the same `seq` again replaces it. fails `storage_full`, `storage_unavailable` */
export const writeChunk = (
	takeId: TakeId,
	layer: TrackLayer,
	maker: TrackMaker,
	chunk: PackedFrames
): Promise<Outcome<null>> => writeChunks(takeId, layer, maker, [chunk]);

/** Saves chunks, all of them or none; the same `seq` again replaces it. fails `storage_full`, `storage_unavailable` */
export async function writeChunks(
	takeId: TakeId,
	layer: TrackLayer,
	maker: TrackMaker,
	chunks: readonly PackedFrames[]
): Promise<Outcome<null>> {
	try {
		const rows = await Promise.all(chunks.map((chunk) => rowOf(takeId, layer, maker, chunk)));
		await withDb(({ trackChunks }) => trackChunks.bulkPut(rows));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `track of take ${takeId}`, [takeId]);
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
 * The bytes of a layer in layout 2, chunk after chunk. null: this take has no such layer.
 * fails `take_damaged` (a chunk is missing or its bytes are not the ones that were saved), `storage_unavailable`
 */
export async function readPacked(
	takeId: TakeId,
	layer: TrackLayer
): Promise<Outcome<{ chunks: PackedFrames[]; maker: TrackMaker } | null>> {
	const rows = await readChunks(takeId, layer);
	if (!rows.ok) return rows;
	const [first] = rows.value;
	if (!first) return ok(null);
	const damaged = (seq: number, why: string) =>
		fail('take_damaged', `track chunk ${seq} of take ${takeId} ${why}`, { context: { seq } });
	const missing = rows.value.findIndex((row, i) => row.seq !== i);
	if (missing >= 0) return damaged(missing, 'is missing');
	let read: { packed: ArrayBuffer; sha256: string }[];
	try {
		read = await Promise.all(
			rows.value.map(async ({ blob }) => {
				const packed = await blob.arrayBuffer();
				return { packed, sha256: await sha256Of(packed) };
			})
		);
	} catch (error) {
		return storeFailure(error, `track of take ${takeId}`, [takeId]);
	}
	const wrong = read.findIndex(({ sha256 }, i) => sha256 !== rows.value[i]!.sha256);
	if (wrong >= 0) return damaged(wrong, 'is not what was saved');
	const chunks = rows.value.map(({ seq, frames, firstPtsUs, lastPtsUs, schema }, i): PackedFrames => {
		const { packed } = read[i]!;
		return { seq, frames, firstPtsUs, lastPtsUs, packed: schema === 'track-chunk/1' ? blockFrom1(packed) : packed };
	});
	return ok({ chunks, maker: first.maker });
}

/** Every frame of a layer, in order of time. null: this take has no such layer. fails as `readPacked` does */
export async function readTrack(takeId: TakeId, layer: TrackLayer = 'model'): Promise<Outcome<StoredTrack | null>> {
	const read = await readPacked(takeId, layer);
	if (!read.ok || !read.value) return read as Outcome<null>;
	const { chunks, maker } = read.value;
	return ok({ frames: chunks.flatMap(({ packed }) => unpackTrack(packed)), maker });
}

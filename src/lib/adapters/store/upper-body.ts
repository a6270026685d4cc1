import { packBodies, unpackBodies, type BodyLook } from '../../domain/upper-body/pack-bodies.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { BODY_CHUNK_LOOKS } from '../../schema/limits.ts';
import { BodyChunk, type TrackMaker } from '../../schema/track.ts';
import { withDb, type HandloomDb } from './db.ts';
import { sha256Of } from './sha256.ts';
import { ClearedError, storeFailure } from './store-failure.ts';

/** The upper body through a take. `frame`: size of the upright pictures, pixels. */
export type StoredBody = { looks: BodyLook[]; frame: { width: number; height: number }; maker: TrackMaker };

const rowsOf = ({ trackChunks }: HandloomDb, takeId: TakeId) =>
	trackChunks.where('[takeId+layer+seq]').between([takeId, 'upper_body', 0], [takeId, 'upper_body', Infinity]);

async function chunkOf(takeId: TakeId, seq: number, looks: BodyLook[], of: StoredBody): Promise<BodyChunk> {
	const packed = packBodies(looks);
	return {
		schema: 'body-chunk/1',
		takeId,
		layer: 'upper_body',
		seq,
		looks: looks.length,
		firstPtsUs: looks[0]!.ptsUs,
		lastPtsUs: looks.at(-1)!.ptsUs,
		frame: of.frame,
		sha256: (await sha256Of(packed)) as BodyChunk['sha256'],
		byteLength: packed.byteLength,
		maker: of.maker,
		encryption: null,
		blob: new Blob([packed])
	};
}

/**
 * Saves the upper body of a take in place of an earlier one, all of it or nothing. It is erased with the take's footage.
 * fails `take_not_found` where the take was erased meanwhile, `storage_full`, `storage_unavailable`
 */
export async function writeUpperBody(takeId: TakeId, body: StoredBody): Promise<Outcome<null>> {
	try {
		const rows: BodyChunk[] = [];
		for (let from = 0; from < body.looks.length; from += BODY_CHUNK_LOOKS)
			rows.push(await chunkOf(takeId, rows.length, body.looks.slice(from, from + BODY_CHUNK_LOOKS), body));
		await withDb((handle) =>
			handle.transaction('rw', handle.takes, handle.trackChunks, async () => {
				if (!(await handle.takes.get(takeId))) throw new ClearedError(`take ${takeId} is gone`);
				await rowsOf(handle, takeId).delete();
				await handle.trackChunks.bulkAdd(rows);
			})
		);
		return ok(null);
	} catch (error) {
		return storeFailure(error, `upper body of take ${takeId}`, [takeId]);
	}
}

/** null: nobody asked for it. fails `take_damaged` (a row is missing, or its bytes are not those that were saved), `storage_unavailable` */
export async function readUpperBody(takeId: TakeId): Promise<Outcome<StoredBody | null>> {
	try {
		const rows = (await withDb((handle) => rowsOf(handle, takeId).sortBy('seq'))).map((row) => BodyChunk.parse(row));
		const [first] = rows;
		if (!first) return ok(null);
		const looks: BodyLook[] = [];
		for (const [i, row] of rows.entries()) {
			const packed = await row.blob.arrayBuffer();
			if (row.seq !== i || (await sha256Of(packed)) !== row.sha256)
				return fail('take_damaged', `upper body of take ${takeId}: row ${i} is missing or changed`, {
					context: { seq: i }
				});
			looks.push(...unpackBodies(packed));
		}
		return ok({ looks, frame: first.frame, maker: first.maker });
	} catch (error) {
		return storeFailure(error, `upper body of take ${takeId}`, [takeId]);
	}
}

export async function clearUpperBody(takeId: TakeId): Promise<Outcome<null>> {
	try {
		await withDb((handle) => rowsOf(handle, takeId).delete());
		return ok(null);
	} catch (error) {
		return storeFailure(error, `upper body of take ${takeId}`, [takeId]);
	}
}

import type { TakeId } from '../../schema/ids.ts';
import type { MediaRow } from '../../schema/take.ts';
import { MAX_ROW_BYTES } from '../../schema/limits.ts';
import { ptsUs } from '../../schema/units.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import { withDb, type HandloomDb } from './db.ts';
import { sha256Of } from './sha256.ts';
import { ClearedError, storeFailure } from './store-failure.ts';

/** Bytes of a take's file, and the times of the frames inside (null where the piece holds none of its own). */
export type Piece = {
	kind: MediaRow['kind'];
	bytes: Uint8Array<ArrayBuffer>;
	firstPtsUs: number | null;
	lastPtsUs: number | null;
};

/** Appends pieces to a take, in order, each acknowledged by the database before the next. One writer for each take. */
export type RowWriter = {
	/**
	 * Resolves when the bytes are in the database. A piece over `MAX_ROW_BYTES` becomes several rows with the same times.
	 * fails `storage_full`, `storage_lost`, `storage_cleared`, `storage_unavailable`; rows written before stay.
	 */
	append(piece: Piece): Promise<Outcome<number>>;
	readonly rows: number;
	readonly bytes: number;
};

/**
 * Puts a row behind the one before it, which must still be there: after a connection was lost, the database that opens
 * may be an empty one. The same row twice is the same row.
 */
function writeAfter(handle: HandloomDb, row: MediaRow, firstSeq: number): Promise<void> {
	const { mediaRows } = handle;
	return handle.transaction('rw', mediaRows, async () => {
		if (
			row.seq > firstSeq &&
			!(await mediaRows
				.where('[takeId+seq]')
				.equals([row.takeId, row.seq - 1])
				.count())
		)
			throw new ClearedError(`row ${row.seq - 1} is gone`);
		await mediaRows.put(row);
	});
}

export function openRowWriter(takeId: TakeId, firstSeq = 0): RowWriter {
	let seq = firstSeq;
	let written = 0;
	return {
		get rows() {
			return seq - firstSeq;
		},
		get bytes() {
			return written;
		},
		async append(piece) {
			for (let at = 0; at < piece.bytes.length; at += MAX_ROW_BYTES) {
				const part = piece.bytes.slice(at, at + MAX_ROW_BYTES);
				const row: MediaRow = {
					schema: 'media-row/1',
					takeId,
					seq,
					kind: piece.kind,
					sha256: await sha256Of(part),
					byteLength: part.length,
					firstPtsUs: piece.firstPtsUs === null ? null : ptsUs(piece.firstPtsUs),
					lastPtsUs: piece.lastPtsUs === null ? null : ptsUs(piece.lastPtsUs),
					encryption: null,
					blob: new Blob([part])
				};
				try {
					await withDb((handle) => writeAfter(handle, row, firstSeq));
				} catch (error) {
					return storeFailure(error, `row ${seq} of take ${takeId}`, [takeId]);
				}
				seq += 1;
				written += part.length;
			}
			return ok(seq);
		}
	};
}

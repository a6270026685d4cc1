import type { EncodedPacket, Rotation, VideoCodec } from 'mediabunny';
import type { Piece, RowWriter } from '../../src/lib/adapters/store/media-rows.ts';
import { bytesInFile } from '../../src/lib/adapters/store/row-parts.ts';
import { sha256Of } from '../../src/lib/adapters/store/sha256.ts';
import { ok } from '../../src/lib/failure/failure.ts';
import { MAX_ROW_BYTES } from '../../src/lib/schema/limits.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import { Mp4Rows } from '../shared/mp4-rows.ts';
import type { CutRow } from './cut-api.ts';
import { movedHead, numberFragment, withOwnSets, type Fragment } from './fragments.ts';

/** Hashes that are worked out at the same time; each holds a copy of its bytes meanwhile. */
const HASHED_AT_ONCE = 12;

export type KeptRows = RowWriter & {
	place(piece: Piece): Promise<void>;
	/** A row that lies in the store already, with the hash that it has there. */
	keep(row: Omit<CutRow, 'seq'>): void;
	/** All rows in their order, once each has its hash. */
	done(): Promise<CutRow[]>;
};

/** Rows that are not in the database yet: whoever asked for them puts all of them there at once. */
export function keptRows(): KeptRows {
	const all: (Omit<CutRow, 'sha256'> & { sha256: Promise<CutRow['sha256']> })[] = [];
	let bytes = 0;
	async function place(piece: Piece): Promise<void> {
		for (let at = 0; at < piece.bytes.length; at += MAX_ROW_BYTES) {
			const part = piece.bytes.subarray(at, at + MAX_ROW_BYTES);
			all.push({
				seq: all.length,
				kind: piece.kind,
				sha256: sha256Of(part),
				byteLength: part.length,
				firstPtsUs: piece.firstPtsUs === null ? null : ptsUs(piece.firstPtsUs),
				lastPtsUs: piece.lastPtsUs === null ? null : ptsUs(piece.lastPtsUs),
				blob: new Blob([part])
			});
			bytes += part.length;
			await all[all.length - HASHED_AT_ONCE]?.sha256;
		}
	}
	function keep(row: Omit<CutRow, 'seq'>): void {
		all.push({ ...row, seq: all.length, sha256: Promise.resolve(row.sha256) });
		bytes += bytesInFile(row);
	}
	return {
		place,
		keep,
		done: () => Promise.all(all.map(async (row) => ({ ...row, sha256: await row.sha256 }))),
		get rows() {
			return all.length;
		},
		get bytes() {
			return bytes;
		},
		async append(piece: Piece) {
			await place(piece);
			return ok(all.length);
		}
	};
}

/** The track of the files that our muxer writes. */
const TRACK_ID = 1;

/** A recording put together anew: its own head and whole fragments where they can stay, fragments made now between them. */
export class RecordingRows {
	readonly kept = keptRows();
	#codec: VideoCodec;
	#rotation: Rotation;
	#fragments = 0;

	constructor(codec: VideoCodec, rotation: Rotation) {
		this.#codec = codec;
		this.#rotation = rotation;
	}

	begin(init: Uint8Array<ArrayBuffer>, ownSets: boolean): Promise<void> {
		const bytes = ownSets ? withOwnSets(init) : init;
		return this.kept.place({ kind: 'init', bytes, firstPtsUs: null, lastPtsUs: null });
	}

	/**
	 * Moves a fragment: it gets another head, its pictures stay where they lie and are not read. False where it cannot stay as
	 * it is: nothing was written then.
	 */
	async move(fragment: Fragment, shiftUs: number): Promise<boolean> {
		const [first] = fragment.rows;
		const head = first && movedHead(first.bytes, shiftUs, this.#fragments + 1, TRACK_ID);
		if (!head) return false;
		this.#fragments += 1;
		const replaces = first.row.head?.replaces ?? head.length;
		for (const { row } of fragment.rows)
			this.kept.keep({
				...row,
				kind: 'fragment',
				firstPtsUs: ptsUs(row.firstPtsUs! - shiftUs),
				lastPtsUs: ptsUs(row.lastPtsUs! - shiftUs),
				...(row === first.row && { head: { bytes: head, replaces, sha256: await sha256Of(head) } })
			});
		return true;
	}

	/** Makes fragments of packets, which begin with a key picture. `decoderConfig`: as of the whole file. */
	async make(packets: AsyncIterable<EncodedPacket>, decoderConfig: VideoDecoderConfig): Promise<string | null> {
		const made: Piece[] = [];
		const writer: RowWriter = {
			rows: 0,
			bytes: 0,
			async append(piece) {
				made.push({ ...piece, bytes: piece.bytes.slice() });
				return ok(made.length);
			}
		};
		const rows = new Mp4Rows({ codec: this.#codec, rotation: this.#rotation, writer });
		for await (const packet of packets) await rows.add(packet, rows.added === 0 ? { decoderConfig } : undefined);
		await rows.finish();
		if (rows.error) return rows.errorText;
		for (const piece of made) {
			if (piece.kind !== 'fragment') continue;
			numberFragment(piece.bytes, ++this.#fragments);
			await this.kept.place(piece);
		}
		return null;
	}
}

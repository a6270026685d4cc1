import { ALL_FORMATS, BlobSource, BufferSource, Input } from 'mediabunny';
import { bytesInFile, partsOf } from '../../src/lib/adapters/store/row-parts.ts';
import type { Span } from '../../src/lib/domain/annotation/lanes.ts';
import type { SourceRow } from './cut-api.ts';

/** Up to here a clip is read into memory at once: that is some ten times faster than reading it packet by packet. */
const MOST_BYTES = 400 * 1024 * 1024;
/** Rows so near to a piece are read along: what its first pictures hang on. */
const BESIDE_US = 1_000_000;
/** In this much of a fragment lies its head, but for very long ones, and the head of the box behind it. */
const HEAD_BYTES = 4096;
/** Rows that are read in one go, beside others: all 594 of a long take in one took 484 ms, by a hundred 358 ms, each for itself 749 ms. */
const READ_AS_ONE = 100;
/** Head of a box: its length and its kind, or the length behind both. */
const BOX_BYTES = 16;

/** Rows of a recording in one piece of memory. */
export class RowsInMemory {
	readonly rows: readonly SourceRow[];
	/** All their bytes end to end; of rows that are not filled only the heads, and nothing between. */
	readonly all: Uint8Array<ArrayBuffer>;
	#at = new Map<SourceRow, number>();
	#filled = new Set<SourceRow>();

	constructor(rows: readonly SourceRow[]) {
		this.rows = rows;
		let at = 0;
		for (const row of rows) {
			this.#at.set(row, at);
			at += bytesInFile(row);
		}
		this.all = new Uint8Array(at);
	}

	bytesOf(row: SourceRow): Uint8Array<ArrayBuffer> {
		const at = this.#at.get(row)!;
		return this.all.subarray(at, at + bytesInFile(row));
	}

	/** Reads what is not in memory of these rows. */
	async fill(wanted: Iterable<SourceRow>): Promise<void> {
		const rows = [...new Set(wanted)].filter((row) => !this.#filled.has(row));
		await this.#read(rows, partsOf);
		for (const row of rows) this.#filled.add(row);
	}

	/** Reads the heads of all rows, and the first picture: what says how to decode. Ten times less to wait for than all bytes. */
	async fillHeads(): Promise<void> {
		await this.#read(this.rows, ({ blob, head }) =>
			head ? [head.bytes, blob.slice(head.replaces, head.replaces + BOX_BYTES)] : [blob.slice(0, HEAD_BYTES)]
		);
		const needed = this.rows.filter((row, i) => {
			const bytes = this.bytesOf(row);
			const length = bytes.length < BOX_BYTES ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
			return i <= 1 || (!row.head && length > HEAD_BYTES - BOX_BYTES);
		});
		await this.fill(needed);
	}

	async #read(rows: readonly SourceRow[], of: (row: SourceRow) => (Blob | Uint8Array<ArrayBuffer>)[]): Promise<void> {
		const reading: Promise<void>[] = [];
		for (let at = 0; at < rows.length; at += READ_AS_ONE)
			reading.push(this.#readAsOne(rows.slice(at, at + READ_AS_ONE), of));
		await Promise.all(reading);
	}

	async #readAsOne(
		rows: readonly SourceRow[],
		of: (row: SourceRow) => (Blob | Uint8Array<ArrayBuffer>)[]
	): Promise<void> {
		const parts = rows.map(of);
		const bytes = new Uint8Array(await new Blob(parts.flat()).arrayBuffer());
		let from = 0;
		for (const [i, row] of rows.entries()) {
			const length = parts[i]!.reduce((sum, part) => sum + (part instanceof Blob ? part.size : part.length), 0);
			this.all.set(bytes.subarray(from, from + length), this.#at.get(row)!);
			from += length;
		}
	}
}

export type OpenRows = {
	input: Input;
	/** The first picture that is shown is at 0 of the file's time; false: it has to be looked for. */
	fromZero: boolean;
	/** Bytes of what was opened. */
	bytes: number;
	/** Of a recording: its rows; null for any other file. */
	recording: RowsInMemory | null;
};

/**
 * Opens what is needed of a clip to cut pieces out of it: of a recording its head and the fragments round the pieces, which play
 * by themselves; of any other file all of it.
 * how  `heads`: of a recording's fragments only the heads are read, which is enough to list its pictures
 */
export async function openRows(
	rows: readonly SourceRow[],
	pieces: readonly Span[],
	how: 'whole' | 'heads' = 'whole'
): Promise<OpenRows> {
	const fragmented = rows[0]?.kind === 'init' && rows.every((row, i) => i === 0 || row.firstPtsUs !== null);
	const near = (row: SourceRow) =>
		pieces.some((piece) => row.lastPtsUs! >= piece.startUs - BESIDE_US && row.firstPtsUs! <= piece.endUs + BESIDE_US);
	const needed = fragmented ? rows.filter((row, i) => i === 0 || near(row)) : rows;
	const bytes = needed.reduce((sum, row) => sum + bytesInFile(row), 0);
	if (bytes > MOST_BYTES) {
		const blob = new Blob(needed.flatMap(partsOf));
		const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
		return { input, fromZero: fragmented, bytes, recording: null };
	}
	const inMemory = new RowsInMemory(needed);
	if (fragmented && how === 'heads') await inMemory.fillHeads();
	else await inMemory.fill(needed);
	const input = new Input({ source: new BufferSource(inMemory.all), formats: ALL_FORMATS });
	return { input, fromZero: fragmented, bytes, recording: fragmented ? inMemory : null };
}

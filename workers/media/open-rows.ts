import { ALL_FORMATS, BlobSource, BufferSource, Input } from 'mediabunny';
import type { Span } from '../../src/lib/domain/annotation/lanes.ts';
import type { SourceRow } from './cut-api.ts';

/** Up to here a clip is read into memory at once: that is some ten times faster than reading it packet by packet. */
const MOST_BYTES = 400 * 1024 * 1024;
/** Rows so near to a piece are read along: what its first pictures hang on. */
const BESIDE_US = 1_000_000;

export type OpenRows = {
	input: Input;
	/** The first picture that is shown is at 0 of the file's time; false: it has to be looked for. */
	fromZero: boolean;
	/** Bytes that are read. */
	bytes: number;
	/** Of a recording: what was read, row by row; null for any other file. */
	recording: { rows: SourceRow[]; all: Uint8Array<ArrayBuffer> } | null;
};

/**
 * Opens what is needed of a clip to cut pieces out of it: of a recording its head and the fragments round the pieces, which play
 * by themselves; of any other file all of it.
 */
export async function openRows(rows: readonly SourceRow[], pieces: readonly Span[]): Promise<OpenRows> {
	const fragmented = rows[0]?.kind === 'init' && rows.every((row, i) => i === 0 || row.firstPtsUs !== null);
	const near = (row: SourceRow) =>
		pieces.some((piece) => row.lastPtsUs! >= piece.startUs - BESIDE_US && row.firstPtsUs! <= piece.endUs + BESIDE_US);
	const needed = fragmented ? rows.filter((row, i) => i === 0 || near(row)) : rows;
	const blob = new Blob(needed.map((row) => row.blob));
	const bytes = blob.size;
	if (bytes > MOST_BYTES) {
		const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
		return { input, fromZero: fragmented, bytes, recording: null };
	}
	const all = new Uint8Array(await blob.arrayBuffer());
	const input = new Input({ source: new BufferSource(all), formats: ALL_FORMATS });
	return { input, fromZero: fragmented, bytes, recording: fragmented ? { rows: [...needed], all } : null };
}

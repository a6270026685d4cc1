import type { Span } from '../../src/lib/domain/annotation/lanes.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { MediaRow } from '../../src/lib/schema/take.ts';

/** What of a row of the clip is needed to cut it. */
export type SourceRow = Pick<MediaRow, 'kind' | 'firstPtsUs' | 'lastPtsUs' | 'sha256' | 'byteLength' | 'blob' | 'head'>;

/** A row of the cut clip, without the take that it will belong to. */
export type CutRow = SourceRow & Pick<MediaRow, 'seq'>;

export type CutClip = {
	/** The file, piece by piece as it would lie in the store. */
	rows: CutRow[];
	/** Times of all pictures, whole microseconds, rising, first 0. Transferred. */
	timesUs: Float64Array<ArrayBuffer>;
	/** To the end of the last picture. */
	durationUs: number;
	/** The kept pieces as they were cut: their edges moved to where pictures begin, by less than a millisecond. */
	pieces: Span[];
	/** Pictures that were copied as they were, and those that were encoded again. */
	copied: number;
	encoded: number;
	/** JPEG of a picture about a second in. */
	thumbnail: Blob | null;
};

/**
 *   idle ──cut──► cutting ──► idle      cancel: the page closes the worker; nothing is stored by it
 */
export interface CutApi {
	/**
	 * The pieces of a clip (its rows in order, put end to end they are its file) as a clip of its own: packets are copied, only the groups of pictures that a piece begins
	 * inside are encoded again, in the same codec. It begins at 0, has no edit list, and not one picture from outside the pieces.
	 * Every place where copied and encoded pictures meet is decoded once before this answers. `onProgress` gets 0..1.
	 * fails `file_empty`, `file_not_video`, `codec_unsupported` (cannot be decoded or encoded here), `nothing_kept`,
	 *       `decode_failed`, `encoder_failed`
	 */
	cut(rows: SourceRow[], pieces: Span[], onProgress: (share: number) => void): Promise<Outcome<CutClip>>;
}

import type { Cut, Trim } from '../../schema/annotation.ts';
import { ptsUs } from '../../schema/units.ts';
import type { Span } from './lanes.ts';

/** What a person decided to keep: as it stands in a document and in a snapshot. */
export type KeepDecision = { readonly trim: Trim | null; readonly cuts?: Iterable<Cut> };

/**
 * [CUT1] The pieces of the clip that are kept, in order, none empty, none touching the next: the trim without what is cut out.
 * Empty where nothing is left, which a merge can come to.
 */
export function keptPieces({ trim, cuts }: KeepDecision, clip: Span): Span[] {
	const outUs = Math.min(trim?.outUs ?? clip.endUs, clip.endUs);
	let fromUs = Math.max(trim?.inUs ?? clip.startUs, clip.startUs);
	const pieces: Span[] = [];
	for (const cut of [...(cuts ?? [])].sort((a, b) => a.startUs - b.startUs)) {
		if (cut.endUs <= cut.startUs) continue;
		const endUs = Math.min(cut.startUs, outUs);
		if (endUs > fromUs) pieces.push({ startUs: ptsUs(fromUs), endUs: ptsUs(endUs) });
		fromUs = Math.max(fromUs, cut.endUs);
	}
	if (outUs > fromUs) pieces.push({ startUs: ptsUs(fromUs), endUs: ptsUs(outUs) });
	return pieces;
}

/** What lies between the pieces and outside them, in order. */
export function removedSpans(pieces: readonly Span[], clip: Span): Span[] {
	const starts = [clip.startUs, ...pieces.map((piece) => piece.endUs)];
	const ends = [...pieces.map((piece) => piece.startUs), clip.endUs];
	return starts.map((startUs, i) => ({ startUs, endUs: ends[i]! })).filter((span) => span.endUs > span.startUs);
}

/** How long the pieces are together, microseconds. */
export const keptUs = (pieces: readonly Span[]): number =>
	pieces.reduce((sum, piece) => sum + piece.endUs - piece.startUs, 0);

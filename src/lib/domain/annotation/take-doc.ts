import {
	ANNOTATION_SCHEMA,
	correctionKey,
	cutKey,
	swapKey,
	type AnnotationSnapshot,
	type Cut,
	type Ending,
	type HandCorrection,
	type Segment,
	type SideSwap,
	type Trim
} from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';

/** One author's labels on one clip, as plain data that is replaced and never changed in place. */
export type TakeDoc = {
	/** `null`: everything is kept. */
	readonly trim: Trim | null;
	/** `null`: nothing was said of how it ended. */
	readonly ending: Ending | null;
	/** What is cut out of the middle, by `cutKey(startUs, endUs)`. */
	readonly cuts: ReadonlyMap<string, Cut>;
	readonly segments: ReadonlyMap<SegmentId, Segment>;
	/** By `correctionKey(ptsUs, side)`. */
	readonly corrections: ReadonlyMap<string, HandCorrection>;
	/** What was said of the sides, by `swapKey(startUs, endUs)`. */
	readonly swaps: ReadonlyMap<string, SideSwap>;
};

export const EMPTY_DOC: TakeDoc = {
	trim: null,
	ending: null,
	cuts: new Map(),
	segments: new Map(),
	corrections: new Map(),
	swaps: new Map()
};

/** Segments in the order of time; those that start together in the order of their ids. */
export const segmentsInOrder = (doc: TakeDoc): Segment[] =>
	[...doc.segments.values()].sort((a, b) => a.startUs - b.startUs || (a.id < b.id ? -1 : 1));

export const snapshotOfDoc = (doc: TakeDoc): AnnotationSnapshot => ({
	schema: ANNOTATION_SCHEMA,
	trim: doc.trim,
	segments: segmentsInOrder(doc),
	corrections: [...doc.corrections.values()].sort((a, b) => a.ptsUs - b.ptsUs || (a.side < b.side ? -1 : 1)),
	...(doc.ending && { ending: doc.ending }),
	...(doc.cuts.size > 0 && {
		cuts: [...doc.cuts.values()].sort((a, b) => a.startUs - b.startUs || a.endUs - b.endUs)
	}),
	...(doc.swaps.size > 0 && {
		swaps: [...doc.swaps.values()].sort((a, b) => a.startUs - b.startUs || a.endUs - b.endUs)
	})
});

export const docFromSnapshot = (snapshot: AnnotationSnapshot): TakeDoc => ({
	trim: snapshot.trim,
	ending: snapshot.ending ?? null,
	cuts: new Map((snapshot.cuts ?? []).map((cut) => [cutKey(cut.startUs, cut.endUs), cut])),
	segments: new Map(snapshot.segments.map((segment) => [segment.id, segment])),
	corrections: new Map(snapshot.corrections.map((hand) => [correctionKey(hand.ptsUs, hand.side), hand])),
	swaps: new Map((snapshot.swaps ?? []).map((swap) => [swapKey(swap.startUs, swap.endUs), swap]))
});

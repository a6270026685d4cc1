import type { GripSegment, Segment } from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';

/** Half-open `[startUs, endUs)`. */
export type Span = { startUs: PtsUs; endUs: PtsUs };

/** The grips of one hand, in the order of time. One hand holds one thing one way at a time. */
export const gripLane = (doc: TakeDoc, side: Side): GripSegment[] =>
	segmentsInOrder(doc).filter((segment): segment is GripSegment => segment.kind === 'grip' && segment.side === side);

/** Failures and recoveries share a lane and may overlap: one thing can go wrong while another is being mended. */
export const eventLane = (doc: TakeDoc): Segment[] => segmentsInOrder(doc).filter((segment) => segment.kind !== 'grip');

/**
 * The part of `span` that a hand's grip lane still has room for: begins after the grip that it starts in, ends
 * where the next one starts. `null` when nothing is left.
 */
export function roomInLane(lane: readonly Span[], span: Span): Span | null {
	let { startUs, endUs } = span;
	for (const other of lane) {
		if (other.startUs <= startUs && other.endUs > startUs) startUs = other.endUs;
	}
	for (const other of lane) {
		if (other.startUs >= startUs && other.startUs < endUs) endUs = other.startUs;
	}
	return startUs < endUs ? { startUs, endUs } : null;
}

/** Grips of one hand that overlap, as a merge of two documents can leave them. Each pair once, earlier first. */
export function conflicts(doc: TakeDoc): [SegmentId, SegmentId][] {
	const pairs: [SegmentId, SegmentId][] = [];
	for (const side of ['left', 'right'] as const) {
		const lane = gripLane(doc, side);
		lane.forEach((first, i) => {
			for (const second of lane.slice(i + 1)) if (second.startUs < first.endUs) pairs.push([first.id, second.id]);
		});
	}
	return pairs;
}

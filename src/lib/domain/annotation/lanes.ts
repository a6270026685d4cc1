import type { FailureSegment, GripSegment, RecoverySegment, Segment } from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';
import { overlaps } from './tiers.ts';

/** Half-open `[startUs, endUs)`. */
export type Span = { startUs: PtsUs; endUs: PtsUs };

/** The grips of one hand, in the order of time. One hand holds one thing one way at a time. */
export const gripLane = (doc: TakeDoc, side: Side): GripSegment[] =>
	segmentsInOrder(doc).filter((segment): segment is GripSegment => segment.kind === 'grip' && segment.side === side);

export const isEvent = (segment: Segment): segment is FailureSegment | RecoverySegment =>
	segment.kind === 'failure' || segment.kind === 'recovery';

/** Failures and recoveries share a lane and may overlap: one thing can go wrong while another is being mended. */
export const eventLane = (doc: TakeDoc): (FailureSegment | RecoverySegment)[] => segmentsInOrder(doc).filter(isEvent);

/** Labels of one tier that overlap, as a merge of two documents can leave them. Each pair once, earlier first. */
export const conflicts = (doc: TakeDoc): [SegmentId, SegmentId][] =>
	overlaps(doc).map(({ first, second }) => [first, second]);

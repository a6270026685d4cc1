import type { FailureEventCode, GripCode, RecoveryEventCode, RecoverySegment } from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { Edit } from './edit.ts';
import type { TakeDoc } from './take-doc.ts';

/** Says which grip it is. A Feix type that a person gave belonged to the old group, so it goes. No change: []. */
export function planSetGrip(doc: TakeDoc, id: SegmentId, grip: GripCode): Edit[] {
	const before = doc.segments.get(id);
	if (before?.kind !== 'grip' || before.grip === grip) return [];
	return [{ kind: 'segment', key: id, before, after: { ...before, grip, feixId: null } }];
}

/** Says what went wrong. No change, or not a failure: []. */
export function planSetFailure(doc: TakeDoc, id: SegmentId, code: FailureEventCode): Edit[] {
	const before = doc.segments.get(id);
	if (before?.kind !== 'failure' || before.code === code) return [];
	return [{ kind: 'segment', key: id, before, after: { ...before, code } }];
}

/** Says how it was mended. No change, or not a recovery: []. */
export function planSetRecovery(doc: TakeDoc, id: SegmentId, code: RecoveryEventCode): Edit[] {
	const before = doc.segments.get(id);
	if (before?.kind !== 'recovery' || before.code === code) return [];
	return [{ kind: 'segment', key: id, before, after: { ...before, code } }];
}

/** Says whether the recovery worked. No change, or not a recovery: []. */
export function planSetOutcome(doc: TakeDoc, id: SegmentId, outcome: RecoverySegment['outcome']): Edit[] {
	const before = doc.segments.get(id);
	if (before?.kind !== 'recovery' || before.outcome === outcome) return [];
	return [{ kind: 'segment', key: id, before, after: { ...before, outcome } }];
}

/** Says which hand an event belongs to; `null` is both or neither. No change, or a grip: []. */
export function planSetEventSide(doc: TakeDoc, id: SegmentId, side: Side | null): Edit[] {
	const before = doc.segments.get(id);
	if (!before || before.kind === 'grip' || before.side === side) return [];
	return [{ kind: 'segment', key: id, before, after: { ...before, side } }];
}

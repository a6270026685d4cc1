import {
	SAID_CONFIDENCE,
	type FailureEventCode,
	type GripCode,
	type GripSegment,
	type RecoveryEventCode,
	type RecoverySegment
} from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { Edit } from './edit.ts';
import { onlyFeixType } from './feix.ts';
import { isEvent } from './lanes.ts';
import type { TakeDoc } from './take-doc.ts';

/**
 * Says which grip it is; `unsure` is an answer too, of confidence 0. A Feix type that a person gave belonged to the old
 * group, so it goes; a group of one type names that one. A hand that touches nothing uses no force. No change: [].
 */
export function planSetGrip(doc: TakeDoc, id: SegmentId, grip: GripCode): Edit[] {
	const before = doc.segments.get(id);
	if (before?.kind !== 'grip' || (before.grip === grip && isNamed(before))) return [];
	const { confidence, force, ...rest } = before;
	const said = grip === 'unsure' ? { confidence: SAID_CONFIDENCE.unsure } : confidence ? { confidence } : {};
	const used = force !== undefined && grip !== 'N0' ? { force } : {};
	return [{ kind: 'segment', key: id, before, after: { ...rest, grip, feixId: onlyFeixType(grip), ...used, ...said } }];
}

/** Somebody has said which grip it is, or that they are not sure. */
export const isNamed = ({ grip, confidence }: GripSegment): boolean => grip !== 'unsure' || confidence !== undefined;

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

/** Says which hand an event belongs to; `null` is both or neither. No change, or no event: []. */
export function planSetEventSide(doc: TakeDoc, id: SegmentId, side: Side | null): Edit[] {
	const before = doc.segments.get(id);
	if (!before || !isEvent(before) || before.side === side) return [];
	return [{ kind: 'segment', key: id, before, after: { ...before, side } }];
}

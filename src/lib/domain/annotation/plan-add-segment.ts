import type { GripCode, Segment } from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { Edit } from './edit.ts';
import { gripLane, roomInLane, type Span } from './lanes.ts';
import { latestFailureBefore } from './plan-link-recovery.ts';
import type { TakeDoc } from './take-doc.ts';

/** What a person asks for: the lane, not yet the code. */
export type NewSegment = { kind: 'grip'; side: Side; grip?: GripCode } | { kind: 'failure' } | { kind: 'recovery' };

/**
 * Adds a segment over `span`, clamped to the clip and, for a grip, to the room in its hand's lane. A grip starts as
 * `unsure`, a failure as `fail.other`, a recovery as a retry that answers the latest failure before it.
 * No room: returns [].
 */
export function planAddSegment(doc: TakeDoc, what: NewSegment, span: Span, clip: Span, newId: SegmentId): Edit[] {
	const startUs = span.startUs < clip.startUs ? clip.startUs : span.startUs;
	const endUs = span.endUs > clip.endUs ? clip.endUs : span.endUs;
	if (startUs >= endUs || doc.segments.has(newId)) return [];
	const room = what.kind === 'grip' ? roomInLane(gripLane(doc, what.side), { startUs, endUs }) : { startUs, endUs };
	if (!room) return [];
	return [{ kind: 'segment', key: newId, before: null, after: newSegment(doc, what, room, newId) }];
}

function newSegment(doc: TakeDoc, what: NewSegment, room: Span, id: SegmentId): Segment {
	const span = { id, startUs: room.startUs, endUs: room.endUs, source: 'human' as const };
	if (what.kind === 'grip')
		return { ...span, kind: 'grip', side: what.side, grip: what.grip ?? 'unsure', feixId: null };
	if (what.kind === 'failure') return { ...span, kind: 'failure', code: 'fail.other', side: null };
	return {
		...span,
		kind: 'recovery',
		code: 'rec.retry_same',
		side: null,
		recovers: latestFailureBefore(doc, room.startUs)?.id ?? null,
		outcome: null
	};
}

import type { ContactState, GripCode, Segment } from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { Edit } from './edit.ts';
import type { Span } from './lanes.ts';
import { latestFailureBefore } from './plan-link-recovery.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';
import { roomFor, type TierRule } from './tiers.ts';

/** What a person asks for: the tier, not yet the code. */
export type NewSegment =
	| { kind: 'grip'; side: Side; grip?: GripCode }
	| { kind: 'failure' }
	/** `recovers`: the failure that it answers; left out: the latest one begun before it. */
	| { kind: 'recovery'; recovers?: SegmentId }
	| { kind: 'attempt' }
	/** `steps`: ids of the task's steps in their order; the one after the step before is taken. */
	| { kind: 'step'; steps?: readonly string[] }
	| { kind: 'contact'; side: Side; contact?: ContactState };

const clamp = (span: Span, clip: Span): Span => ({
	startUs: span.startUs < clip.startUs ? clip.startUs : span.startUs,
	endUs: span.endUs > clip.endUs ? clip.endUs : span.endUs
});

/**
 * Adds a segment over `span`, clamped to the clip and to the room in its tier. A grip starts as `unsure`, a failure as
 * `fail.other`, a recovery as a retry that answers the latest failure before it, a step as the task's next one, a contact
 * as a thing that can be carried. No room: returns [] (`refusalOf` says why).
 */
export function planAddSegment(doc: TakeDoc, what: NewSegment, span: Span, clip: Span, newId: SegmentId): Edit[] {
	const asked = clamp(span, clip);
	if (asked.startUs >= asked.endUs || doc.segments.has(newId)) return [];
	const room = roomFor(doc, what, asked);
	if (!room.span) return [];
	return [{ kind: 'segment', key: newId, before: null, after: newSegment(doc, what, room.span, newId) }];
}

/** The rule that refuses this segment; null where there is room, or where `span` is empty or outside the clip. */
export function refusalOf(doc: TakeDoc, what: NewSegment, span: Span, clip: Span): TierRule | null {
	const asked = clamp(span, clip);
	return asked.startUs >= asked.endUs ? null : roomFor(doc, what, asked).rule;
}

function newSegment(doc: TakeDoc, what: NewSegment, room: Span, id: SegmentId): Segment {
	const span = { id, startUs: room.startUs, endUs: room.endUs, source: 'human' as const };
	switch (what.kind) {
		case 'grip':
			return { ...span, kind: 'grip', side: what.side, grip: what.grip ?? 'unsure', feixId: null };
		case 'failure':
			return { ...span, kind: 'failure', code: 'fail.other', side: null };
		case 'recovery':
			return {
				...span,
				kind: 'recovery',
				code: 'rec.retry_same',
				side: null,
				recovers: what.recovers ?? latestFailureBefore(doc, room.startUs)?.id ?? null,
				outcome: null
			};
		case 'attempt':
			return { ...span, kind: 'attempt' };
		case 'step':
			return { ...span, kind: 'step', step: nextStep(doc, what.steps ?? [], room) };
		case 'contact':
			return { ...span, kind: 'contact', side: what.side, contact: what.contact ?? 'portable_object' };
	}
}

/** The step after the one that ended last before `room` in the same attempt; the first where there is none. */
function nextStep(doc: TakeDoc, steps: readonly string[], room: Span): string | null {
	const attempt = segmentsInOrder(doc).findLast((each) => each.kind === 'attempt' && each.startUs <= room.startUs);
	const before = segmentsInOrder(doc).findLast(
		(each) => each.kind === 'step' && each.startUs < room.startUs && each.startUs >= (attempt?.startUs ?? 0)
	);
	const at = before?.kind === 'step' && before.step ? steps.indexOf(before.step) : -1;
	return steps[Math.min(at + 1, steps.length - 1)] ?? null;
}

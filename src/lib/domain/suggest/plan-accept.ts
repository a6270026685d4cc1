import type { Segment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from '../annotation/edit.ts';
import type { Span } from '../annotation/lanes.ts';
import { planAddSegment } from '../annotation/plan-add-segment.ts';
import { planResize } from '../annotation/plan-resize.ts';
import { keptSpan, planTrim } from '../annotation/plan-trim.ts';
import { sameValue } from '../annotation/same-value.ts';
import { segmentsInOrder, type TakeDoc } from '../annotation/take-doc.ts';
import type { Suggestion } from './suggestion.ts';

/** A label's edge further from a pause than this is meant to be where it is. */
const EDGE_WITHIN_US = 400_000;
/** The room that a hand's lane still has must be this share of what is suggested. */
const ROOM = 0.5;

export type AcceptContext = {
	clip: Span;
	/** Shortest that a label or the kept part may be: one frame. */
	leastUs: number;
	/** A rendition is cut already. */
	canTrim: boolean;
	/** Nearest border between frames. */
	border: (us: number) => PtsUs;
	newId: SegmentId;
};

/**
 * What accepting a suggestion does: an ordinary plan, that can be taken back. A new label says that it was suggested.
 * Empty where it would change nothing, or nothing worth asking for: such a suggestion is not shown.
 */
export function planAccept(doc: TakeDoc, suggestion: Suggestion, context: AcceptContext): Edit[] {
	const { clip, leastUs, border } = context;
	const startUs = border(suggestion.startUs);
	const endUs = border(suggestion.endUs);
	switch (suggestion.kind) {
		case 'trim_start':
			return keptSpan(doc, clip).startUs >= endUs ? [] : trimTo(doc, { in: endUs }, context);
		case 'trim_end':
			return keptSpan(doc, clip).endUs <= startUs ? [] : trimTo(doc, { out: startUs }, context);
		case 'attempt':
			return trimTo(doc, { in: startUs, out: endUs }, context);
		case 'grip': {
			const side = suggestion.side ?? 'right';
			const plan = planAddSegment(doc, { kind: 'grip', side }, { startUs, endUs }, clip, context.newId);
			const room = plan[0]?.after as Segment | undefined;
			if (!room || room.endUs - room.startUs < ROOM * (endUs - startUs) || !inKept(doc, clip, room)) return [];
			return plan.map((edit) => suggested(edit, {}));
		}
		case 'loss': {
			const known = segmentsInOrder(doc).some(
				(other) => other.kind === 'failure' && other.startUs < endUs && other.endUs > startUs
			);
			const plan = known ? [] : planAddSegment(doc, { kind: 'failure' }, { startUs, endUs }, clip, context.newId);
			if (!inKept(doc, clip, { startUs, endUs })) return [];
			return plan.map((edit) => suggested(edit, { code: 'fail.drop', side: suggestion.side }));
		}
		case 'pause':
			return planSnap(doc, suggestion, startUs, clip, leastUs);
	}
}

/** What was cut away needs no labels. */
function inKept(doc: TakeDoc, clip: Span, span: Span): boolean {
	const kept = keptSpan(doc, clip);
	return span.startUs < kept.endUs && span.endUs > kept.startUs;
}

function suggested(edit: Edit, more: Record<string, unknown>): Edit {
	if (edit.kind !== 'segment' || !edit.after) return edit;
	return { ...edit, after: { ...edit.after, ...more, source: 'suggestion_accepted' } as Segment };
}

/** One edit for both ends, so that one undo takes it back. */
function trimTo(doc: TakeDoc, to: { in?: PtsUs; out?: PtsUs }, { clip, leastUs, canTrim }: AcceptContext): Edit[] {
	if (!canTrim) return [];
	let next = doc;
	if (to.in !== undefined) next = withTrim(next, planTrim(next, 'in', to.in, clip, leastUs));
	if (to.out !== undefined) next = withTrim(next, planTrim(next, 'out', to.out, clip, leastUs));
	if (sameValue(next.trim, doc.trim)) return [];
	return [{ kind: 'trim', key: 'trim', before: doc.trim, after: next.trim }];
}

function withTrim(doc: TakeDoc, plan: readonly Edit[]): TakeDoc {
	const [edit] = plan;
	return edit?.kind === 'trim' ? { ...doc, trim: edit.after } : doc;
}

/**
 * Moves the nearest edge of a label of the same hand, or of an event, to the pause. An edge that is there already stays, and
 * so does one that was suggested: the fingers say better where a grip begins than the arm does.
 */
function planSnap(doc: TakeDoc, { side }: Suggestion, atUs: PtsUs, clip: Span, leastUs: number): Edit[] {
	const edges = segmentsInOrder(doc)
		.filter(({ source }) => source !== 'suggestion_accepted')
		.filter((segment) => segment.side === side || (segment.kind !== 'grip' && segment.side === null))
		.flatMap((segment) => [
			{ id: segment.id, edge: 'start' as const, farUs: Math.abs(segment.startUs - atUs) },
			{ id: segment.id, edge: 'end' as const, farUs: Math.abs(segment.endUs - atUs) }
		])
		.sort((a, b) => a.farUs - b.farUs);
	const [nearest] = edges;
	if (!nearest || nearest.farUs > EDGE_WITHIN_US || nearest.farUs < 2 * leastUs) return [];
	return planResize(doc, nearest.id, nearest.edge, atUs, clip, leastUs);
}

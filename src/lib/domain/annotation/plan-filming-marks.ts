import type { Segment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import { ptsUs } from '../../schema/units.ts';
import { markShifted, shiftEdge } from '../reaction/shift-edges.ts';
import { nearestBorder, type FrameTimes } from '../time/frame-times.ts';
import { applyEdits, type Edit } from './edit.ts';
import { planAddSegment, type NewSegment } from './plan-add-segment.ts';
import type { TakeDoc } from './take-doc.ts';

/** A press and its letting go while the camera ran, microseconds after the take's first frame; either may lie outside the take. */
export type FilmingMark = { kind: 'failure' | 'recovery' | 'attempt'; fromUs: number; toUs: number };

/** Length of a mark made by a tap, as in the studio. */
const TAP_US = 500_000;
/** A press shorter than this is a tap. */
const SHORT_US = 250_000;

/**
 * Labels from what was pressed during the recording. Failures and recoveries last as long as the press, or half a second. A
 * mark of an attempt says that the next one begins: the first mark ends the one that began with the take. Edges are put earlier
 * by `lagUs`, the person's reaction lag, and say so; every label says that it was made while filming.
 * newId  a fresh id for each call
 */
export function planFilmingMarks(
	doc: TakeDoc,
	marks: readonly FilmingMark[],
	frames: FrameTimes,
	lagUs: number,
	newId: () => SegmentId
): Edit[] {
	const clip = { startUs: ptsUs(0), endUs: frames.endUs };
	const border = (us: number): PtsUs => nearestBorder(frames, us);
	const inside = (us: number): PtsUs => border(Math.max(0, Math.min(us, frames.endUs)));
	const at = (us: number) => shiftEdge(inside(us), lagUs, 1, border, clip.startUs);
	let now = doc;
	const edits: Edit[] = [];
	const add = (what: NewSegment, start: ReturnType<typeof at>, end: ReturnType<typeof at>): void => {
		const span = { startUs: start.us, endUs: end.us };
		const plan = markShifted(planAddSegment(now, what, span, clip, newId()), start, end).map(whileFilming);
		now = applyEdits(now, plan);
		edits.push(...plan);
	};
	for (const { kind, fromUs, toUs } of inOrder(marks).filter((mark) => mark.kind !== 'attempt')) {
		const start = at(fromUs);
		const end = toUs - fromUs < SHORT_US ? unmoved(inside(start.us + TAP_US)) : at(toUs);
		add({ kind } as NewSegment, start, end);
	}
	const turns = inOrder(marks).filter(({ kind }) => kind === 'attempt');
	if (turns.length > 0) {
		const edges = [unmoved(clip.startUs), ...turns.map(({ fromUs }) => at(fromUs)), unmoved(clip.endUs)];
		edges.slice(1).forEach((end, i) => add({ kind: 'attempt' }, edges[i]!, end));
	}
	return edits;
}

const inOrder = (marks: readonly FilmingMark[]) => marks.toSorted((a, b) => a.fromUs - b.fromUs);
const unmoved = (us: PtsUs) => ({ us, rawUs: us });
const whileFilming = (edit: Edit): Edit =>
	edit.kind === 'segment' && edit.after ? { ...edit, after: { ...edit.after, madeWhile: 'filming' } as Segment } : edit;

import type { Segment } from '../../schema/annotation.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from '../annotation/edit.ts';
import type { Span } from '../annotation/lanes.ts';

/** An edge that was put earlier because of the person's reaction lag; `rawUs` is where they pressed. */
export type ShiftedEdge = { us: PtsUs; rawUs: PtsUs };

/**
 * [LAG3] Only an edge that was pressed while the clip ran is shifted: by the lag times the speed, to a border between frames,
 * not before the clip's start. On a picture that stands still nobody reacts.
 * lagUs  microseconds on the person's own clock;  rate  seconds of the clip in one second, 0 for a picture that stands still
 */
export function shiftEdge(
	rawUs: PtsUs,
	lagUs: number,
	rate: number,
	border: (us: number) => PtsUs,
	clipStartUs: PtsUs
): ShiftedEdge {
	if (rate <= 0 || lagUs <= 0) return { us: rawUs, rawUs };
	return { us: border(Math.max(clipStartUs, rawUs - lagUs * rate)), rawUs };
}

/**
 * [LAG4] A label made from shifted edges says by how much each was shifted, so that the raw time is kept: edge + shift. An edge
 * that did not move, or that its tier put elsewhere than it was asked, says nothing.
 */
export function markShifted(plan: readonly Edit[], start: ShiftedEdge, end: ShiftedEdge): Edit[] {
	return plan.map((edit) => {
		if (edit.kind !== 'segment' || !edit.after) return edit;
		const by = (edge: ShiftedEdge, us: PtsUs) =>
			us === edge.us && edge.rawUs !== edge.us ? edge.rawUs - us : undefined;
		const startUs = by(start, edit.after.startUs);
		const endUs = by(end, edit.after.endUs);
		if (startUs === undefined && endUs === undefined) return edit;
		const shifted = { ...(startUs !== undefined && { startUs }), ...(endUs !== undefined && { endUs }) };
		return { ...edit, after: { ...edit.after, shifted } as Segment };
	});
}

/** [LAG5] Where the person pressed. */
export const rawSpan = ({ startUs, endUs, shifted }: Segment): Span => ({
	startUs: (startUs + (shifted?.startUs ?? 0)) as PtsUs,
	endUs: (endUs + (shifted?.endUs ?? 0)) as PtsUs
});

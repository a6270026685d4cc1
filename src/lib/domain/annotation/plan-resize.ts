import type { Segment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from './edit.ts';
import { gripLane, type Span } from './lanes.ts';
import type { TakeDoc } from './take-doc.ts';

/**
 * Moves one edge of a segment to `atUs`, clamped to the clip, to at least `leastUs` of length and, for a grip, to
 * its neighbours. Where a merge has left an overlap the edge may only make it smaller. A label that was suggested says
 * that it was edited. No change: [].
 */
export function planResize(
	doc: TakeDoc,
	id: SegmentId,
	edge: 'start' | 'end',
	atUs: PtsUs,
	clip: Span,
	leastUs: number
): Edit[] {
	const before = doc.segments.get(id);
	if (!before) return [];
	const others = before.kind === 'grip' ? gripLane(doc, before.side).filter((other) => other.id !== id) : [];
	const source = before.source === 'suggestion_accepted' ? 'suggestion_edited' : before.source;
	const after: Segment =
		edge === 'start'
			? { ...before, source, startUs: startWithin(before, others, atUs, clip, leastUs) }
			: { ...before, source, endUs: endWithin(before, others, atUs, clip, leastUs) };
	if (after.startUs === before.startUs && after.endUs === before.endUs) return [];
	return [{ kind: 'segment', key: id, before, after }];
}

function startWithin(segment: Span, others: readonly Span[], atUs: PtsUs, clip: Span, leastUs: number): PtsUs {
	const wall = others
		.filter((other) => other.startUs < segment.startUs)
		.reduce((wallUs, other) => Math.max(wallUs, Math.min(other.endUs, segment.startUs)), clip.startUs as number);
	return Math.max(wall, Math.min(atUs, Math.max(segment.endUs - leastUs, wall))) as PtsUs;
}

function endWithin(segment: Span, others: readonly Span[], atUs: PtsUs, clip: Span, leastUs: number): PtsUs {
	const wall = others
		.filter((other) => other.startUs >= segment.startUs)
		.reduce((wallUs, other) => Math.min(wallUs, Math.max(other.startUs, segment.endUs)), clip.endUs as number);
	return Math.min(wall, Math.max(atUs, Math.min(segment.startUs + leastUs, wall))) as PtsUs;
}

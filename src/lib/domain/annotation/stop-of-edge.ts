import type { Segment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Span } from './lanes.ts';
import { neighbours, planResize } from './plan-resize.ts';
import type { TakeDoc } from './take-doc.ts';
import { tierOf, type Placed, type TierRule } from './tiers.ts';

/** Why an edge does not go on to where it is pulled, and where it stands instead. */
export type EdgeStop = { rule: TierRule; us: PtsUs };

/**
 * The rule that keeps an edge from `atUs`, as `planResize` moves it; null where it goes there, and where only the clip's ends or
 * the segment's own other edge stop it.
 */
export function stopOfEdge(
	doc: TakeDoc,
	id: SegmentId,
	edge: 'start' | 'end',
	atUs: PtsUs,
	clip: Span,
	leastUs: number
): EdgeStop | null {
	const segment = doc.segments.get(id);
	if (!segment) return null;
	const key = edge === 'start' ? 'startUs' : 'endUs';
	const moved = planResize(doc, id, edge, atUs, clip, leastUs)[0]?.after as Segment | undefined;
	const us = (moved ?? segment)[key];
	if (us === atUs) return null;
	const { alone, within, holds } = tierOf(segment as Placed);
	const { alike, outer, home, inner } = neighbours(doc, segment);
	// As the walls of `startWithin` and `endWithin`.
	const stops = (other: Span): boolean =>
		edge === 'start'
			? other.startUs < segment.startUs && Math.min(other.endUs, segment.startUs) === us
			: other.startUs >= segment.startUs && Math.max(other.startUs, segment.endUs) === us;
	const outward = edge === 'start' ? atUs < us : atUs > us;
	if (outward && alone && alike.some(stops)) return { rule: alone, us };
	if (outward && within && (outer.some(stops) || home[key] === us)) return { rule: within.rule, us };
	const cut = inner.find((one) => one.startUs < atUs && atUs < one.endUs);
	return holds && cut && (cut.startUs === us || cut.endUs === us) ? { rule: holds.rule, us } : null;
}

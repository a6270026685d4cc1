import type { Segment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from './edit.ts';
import type { Span } from './lanes.ts';
import type { TakeDoc } from './take-doc.ts';
import { segmentsOf, tierOf, type Placed } from './tiers.ts';

/**
 * Moves one edge of a segment to `atUs`, clamped to the clip, to at least `leastUs` of length, to its neighbours where its
 * tier allows no overlap, to the segment that it lies in, and to those that lie in it. Where a merge has left an overlap the
 * edge may only make it smaller. A label that was suggested says that it was edited; an edge that was shifted for the
 * person's lag is theirs now. No change: [].
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
	const { alike, outer, home, inner } = neighbours(doc, before);
	const others = [...alike, ...outer];
	const walls = { startUs: Math.max(clip.startUs, home.startUs), endUs: Math.min(clip.endUs, home.endUs) };
	const startUs = edge === 'start' ? startWithin(before, others, inner, atUs, walls.startUs, leastUs) : before.startUs;
	const endUs = edge === 'end' ? endWithin(before, others, inner, atUs, walls.endUs, leastUs) : before.endUs;
	if (startUs === before.startUs && endUs === before.endUs) return [];
	const source = before.source === 'suggestion_accepted' ? 'suggestion_edited' : before.source;
	const after: Segment = { ...before, source, startUs, endUs };
	return [{ kind: 'segment', key: id, before, after: unshifted(after, edge) }];
}

/** The same segment whose edge a person has put: it carries no shift any more. */
function unshifted(segment: Segment, edge: 'start' | 'end'): Segment {
	if (!segment.shifted) return segment;
	const { shifted, ...rest } = segment;
	const kept = edge === 'start' ? { endUs: shifted.endUs } : { startUs: shifted.startUs };
	return (Object.values(kept)[0] === undefined ? rest : { ...rest, shifted: kept }) as Segment;
}

type Neighbours = {
	/** Of the same tier. */
	alike: readonly Span[];
	/** Segments that may not be grown into, because the segment lies in none of them. */
	outer: readonly Span[];
	/** The one that it lies in. */
	home: Span;
	inner: readonly Span[];
};

/** What keeps the edges of a segment where they are. */
export function neighbours(doc: TakeDoc, segment: Segment): Neighbours {
	const { id, alone, within, holds } = tierOf(segment as Placed);
	const contains = (outer: Span, one: Span) => outer.startUs <= one.startUs && one.endUs <= outer.endUs;
	const everywhere: Span = { startUs: -Infinity as PtsUs, endUs: Infinity as PtsUs };
	const outer = within ? segmentsOf(doc, within.tier) : [];
	const home = outer.find((each) => contains(each, segment));
	const alike = alone ? segmentsOf(doc, id).filter((other) => other.id !== segment.id) : [];
	return {
		alike,
		// What lies in no outer segment does not grow into one either.
		outer: home ? [] : outer,
		home: home ?? everywhere,
		inner: holds ? segmentsOf(doc, holds.tier) : []
	};
}

function startWithin(
	segment: Span,
	others: readonly Span[],
	inner: readonly Span[],
	atUs: PtsUs,
	outerUs: number,
	leastUs: number
): PtsUs {
	const wall = others
		.filter((other) => other.startUs < segment.startUs)
		.reduce((wallUs, other) => Math.max(wallUs, Math.min(other.endUs, segment.startUs)), outerUs);
	const startUs = Math.max(wall, Math.min(atUs, Math.max(segment.endUs - leastUs, wall))) as PtsUs;
	// Neither out of what it holds, nor into what lies before it.
	const cut = inner.find((one) => one.startUs < startUs && startUs < one.endUs);
	if (!cut) return startUs;
	return startUs > segment.startUs ? cut.startUs : (Math.min(cut.endUs, segment.startUs) as PtsUs);
}

function endWithin(
	segment: Span,
	others: readonly Span[],
	inner: readonly Span[],
	atUs: PtsUs,
	outerUs: number,
	leastUs: number
): PtsUs {
	const wall = others
		.filter((other) => other.startUs >= segment.startUs)
		.reduce((wallUs, other) => Math.min(wallUs, Math.max(other.startUs, segment.endUs)), outerUs);
	const endUs = Math.min(wall, Math.max(atUs, Math.min(segment.startUs + leastUs, wall))) as PtsUs;
	const cut = inner.find((one) => one.startUs < endUs && endUs < one.endUs);
	if (!cut) return endUs;
	return endUs < segment.endUs ? cut.endUs : (Math.max(cut.startUs, segment.endUs) as PtsUs);
}

import type { ContactSegment, Segment } from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { Span } from './lanes.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';

export type TierId = 'attempts' | 'steps' | 'events' | 'left_grip' | 'right_grip' | 'left_contact' | 'right_contact';

/** Rules that refuse a label, as RULES.md numbers them. */
export type TierRule = 'ATT1' | 'ATT2' | 'STEP1' | 'STEP2' | 'SEG2' | 'CON1';
/** Rules that refuse nothing, and are told. */
export type CoverRule = 'COV1' | 'COV2' | 'COV3';

/** A named row of segments with its own rules. */
export type Tier = {
	readonly id: TierId;
	readonly kinds: readonly Segment['kind'][];
	/** Whose hand; null: of the take. */
	readonly side: Side | null;
	/** Its segments exclude each other by this rule; null: they may lie over each other. */
	readonly alone: TierRule | null;
	/** Its segments lie inside one segment of `tier`, wherever that tier has any. */
	readonly within: { readonly tier: TierId; readonly rule: TierRule } | null;
	/** Its edges may not cut a segment of `tier` in two. */
	readonly holds: { readonly tier: TierId; readonly rule: TierRule } | null;
	/** What is said where no segment lies: nothing happened there, or nobody has said. */
	readonly gap: 'nothing' | 'unsaid';
};

const tier = (id: TierId, kinds: Tier['kinds'], more: Partial<Tier>): Tier => ({
	id,
	kinds,
	side: null,
	alone: null,
	within: null,
	holds: null,
	gap: 'nothing',
	...more
});

/** In the order in which they are shown. */
export const TIERS: readonly Tier[] = [
	tier('attempts', ['attempt'], { alone: 'ATT1', holds: { tier: 'steps', rule: 'ATT2' } }),
	tier('steps', ['step'], { alone: 'STEP1', within: { tier: 'attempts', rule: 'STEP2' }, gap: 'unsaid' }),
	tier('events', ['failure', 'recovery'], {}),
	tier('left_grip', ['grip'], { side: 'left', alone: 'SEG2' }),
	tier('right_grip', ['grip'], { side: 'right', alone: 'SEG2' }),
	tier('left_contact', ['contact'], { side: 'left', alone: 'CON1', gap: 'unsaid' }),
	tier('right_contact', ['contact'], { side: 'right', alone: 'CON1', gap: 'unsaid' })
];
const BY_ID = new Map(TIERS.map((each) => [each.id, each]));
export const tierById = (id: TierId): Tier => BY_ID.get(id)!;

/** What places a segment: its kind, and its hand where its tier is a hand's. */
export type Placed = { kind: Segment['kind']; side?: Side | null };

export function tierOf({ kind, side }: Placed): Tier {
	const own = TIERS.filter((each) => each.kinds.includes(kind));
	return own.find((each) => each.side === side) ?? own[0]!;
}

/** The segments of a tier in the order of time. */
export const segmentsOf = (doc: TakeDoc, id: TierId): Segment[] =>
	segmentsInOrder(doc).filter((segment) => tierOf(segment as Placed).id === id);

export const contactLane = (doc: TakeDoc, side: Side): ContactSegment[] =>
	segmentsOf(doc, `${side}_contact`) as ContactSegment[];

/** Room for a new segment, or the rule that leaves none. */
export type Room = { span: Span; rule: null } | { span: null; rule: TierRule };

/**
 * The part of `span` that a new segment may have in its tier: after the segment that it starts in, up to the next one;
 * inside the segment of the outer tier that it starts in, or that starts in it. An edge that would cut an inner segment
 * in two is refused.
 */
export function roomFor(doc: TakeDoc, what: Placed, span: Span): Room {
	const { id, alone, within, holds } = tierOf(what);
	let { startUs, endUs } = span;
	if (within) {
		const outer = segmentsOf(doc, within.tier);
		const home = outer.find((each) => each.startUs < endUs && each.endUs > startUs);
		if (outer.length > 0 && !home) return { span: null, rule: within.rule };
		if (home && home.startUs > startUs) startUs = home.startUs;
		if (home && home.endUs < endUs) endUs = home.endUs;
	}
	if (alone) {
		const lane = segmentsOf(doc, id);
		for (const other of lane) if (other.startUs <= startUs && other.endUs > startUs) startUs = other.endUs;
		for (const other of lane) if (other.startUs >= startUs && other.startUs < endUs) endUs = other.startUs;
		if (startUs >= endUs) return { span: null, rule: alone };
	}
	if (holds && segmentsOf(doc, holds.tier).some((inner) => isCut(inner, { startUs, endUs })))
		return { span: null, rule: holds.rule };
	return { span: { startUs, endUs }, rule: null };
}

/** Whether an edge of `by` lies inside `inner`. */
export const isCut = (inner: Span, by: Span): boolean =>
	(inner.startUs < by.startUs && by.startUs < inner.endUs) || (inner.startUs < by.endUs && by.endUs < inner.endUs);

/** Segments of one tier that overlap though they may not, as a merge of two documents can leave them. */
export type Overlap = { rule: TierRule; first: SegmentId; second: SegmentId };

/** Each pair once, earlier first, tier by tier. */
export const overlaps = (doc: TakeDoc): Overlap[] =>
	TIERS.flatMap(({ id, alone }) => {
		if (!alone) return [];
		const lane = segmentsOf(doc, id);
		return lane.flatMap((first, i) =>
			lane
				.slice(i + 1)
				.filter((second) => second.startUs < first.endUs)
				.map((second) => ({ rule: alone, first: first.id, second: second.id }))
		);
	});

import { m } from '$lib/paraglide/messages.js';
import { Segment } from '$lib/schema/annotation.ts';
import type { Side } from '$lib/schema/ids.ts';

/** A row of labels as the timeline shows it: what lies in it is decided by kind and hand alone. */
export type ShownTier = {
	id: string;
	kinds: readonly string[];
	/** Whose hand; null: of the take. */
	side: Side | null;
	words: () => string;
};

/** In the order in which they are shown. */
const ALL: readonly ShownTier[] = [
	{ id: 'attempts', kinds: ['attempt'], side: null, words: m.label_lane_attempts },
	{ id: 'steps', kinds: ['step'], side: null, words: m.label_lane_steps },
	{ id: 'events', kinds: ['failure', 'recovery'], side: null, words: m.label_lane_events },
	{ id: 'left_grip', kinds: ['grip'], side: 'left', words: m.label_lane_left },
	{ id: 'right_grip', kinds: ['grip'], side: 'right', words: m.label_lane_right },
	{ id: 'left_contact', kinds: ['contact'], side: 'left', words: m.label_lane_left_contact },
	{ id: 'right_contact', kinds: ['contact'], side: 'right', words: m.label_lane_right_contact }
];
const KINDS = new Set<string>(Segment.options.map((option) => option.shape.kind.value));
/** Those whose labels can be made. */
export const SHOWN_TIERS = ALL.filter((tier) => tier.kinds.some((kind) => KINDS.has(kind)));

type Placed = { kind: string; side?: Side | null };
export const isIn = (tier: ShownTier, { kind, side }: Placed): boolean =>
	tier.kinds.includes(kind) && (tier.side === null || tier.side === side);

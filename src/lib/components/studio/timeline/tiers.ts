import { TIERS, type Tier, type TierId } from '$lib/domain/annotation/tiers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Side } from '$lib/schema/ids.ts';

/** A row of labels as the timeline shows it. */
export type ShownTier = Tier & { words: () => string };

const WORDS: Record<TierId, () => string> = {
	attempts: m.label_lane_attempts,
	steps: m.label_lane_steps,
	events: m.label_lane_events,
	left_grip: m.label_lane_left,
	right_grip: m.label_lane_right,
	left_contact: m.label_lane_left_contact,
	right_contact: m.label_lane_right_contact
};

/** In the order in which they are shown. */
export const SHOWN_TIERS: readonly ShownTier[] = TIERS.map((tier) => ({ ...tier, words: WORDS[tier.id] }));

type Placed = { kind: string; side?: Side | null };
export const isIn = (tier: Tier, { kind, side }: Placed): boolean =>
	(tier.kinds as readonly string[]).includes(kind) && (tier.side === null || tier.side === side);

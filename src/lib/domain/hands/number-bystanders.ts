import type { Bystander, Side } from '../../schema/track.ts';
import type { RawHand, SeenHand } from './hand-look.ts';
import { moveCost, other, seenNow, shapeCostOf, type LastSeen } from './side-costs.ts';

export type BystanderMemory = { readonly seen: readonly LastSeen[]; readonly next: number };
export const NO_BYSTANDERS: BystanderMemory = { seen: [], next: 0 };

/** A hand that moved less likely than this is another one: about three times its usual way in every respect. */
const SAME_TRACK = 6;
const FORGET_AFTER_US = 1_000_000;

/** Gives each further hand the number of the track that it continues, or a new one. Its side is what the model says. */
export function numberBystanders<H extends RawHand>(
	hands: readonly SeenHand<H>[],
	memory: BystanderMemory,
	atUs: number,
	inputMirrored: boolean
): { bystanders: Bystander[]; memory: BystanderMemory } {
	if (hands.length === 0) return { bystanders: [], memory };
	const free = memory.seen.filter((before) => atUs - before.atUs <= FORGET_AFTER_US);
	let { next } = memory;
	const now: LastSeen[] = [];
	const bystanders = hands.map(({ hand, look }): Bystander => {
		const costs = free.map((before) => moveCost(before, look, atUs, shapeCostOf(before, look, atUs)));
		const nearest = costs.indexOf(Math.min(...costs));
		const before = nearest >= 0 && costs[nearest]! <= SAME_TRACK ? free.splice(nearest, 1)[0]! : null;
		const track = before ? before.id : next++;
		now.push(seenNow(before, look, track, atUs));
		const side: Side = inputMirrored ? other(hand.rawLabel) : hand.rawLabel;
		return { ...hand, side, track };
	});
	return { bystanders, memory: { seen: [...free, ...now], next } };
}

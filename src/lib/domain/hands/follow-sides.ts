import type { HandLook, SeenHand } from './hand-look.ts';
import { labelCost, moveCost, seenNow, shapeCostOf, smallerCost, type LastSeen } from './side-costs.ts';

/** One account of the take so far: where each of the person's hands was last seen, and what believing it costs. */
export type Account = {
	cost: number;
	left: LastSeen | null;
	right: LastSeen | null;
	/** Index among the accounts of the frame before. */
	parent: number;
	/** Which of this frame's hands is the left one and which the right one; -1 none. */
	choice: readonly [left: number, right: number];
};
export const NO_ACCOUNT: readonly Account[] = [{ cost: 0, left: null, right: null, parent: -1, choice: [-1, -1] }];

/**
 * A hand that appears on the very frame on which the other side's vanishes is most likely that hand, after a jump: as dear
 * as the furthest jump (place, size and shape at their caps).
 */
const BORN = 18;

/** Accounts that are kept after a frame: two for each way in which the hands may lie, and old sightings beside them. */
const KEPT = 16;
/** An account that is e^40 times less likely than the best does not come back. */
const HOPELESS = 40;

/** Every way to say which of `count` hands is the left and which the right one; as many are named as there are. */
function choices(count: number): [number, number][] {
	if (count === 0) return [[-1, -1]];
	if (count === 1) return [[0, -1], [-1, 0]]; // prettier-ignore
	const all: [number, number][] = [];
	for (let left = 0; left < count; left++)
		for (let right = 0; right < count; right++) if (left !== right) all.push([left, right]);
	return all;
}

/**
 * One frame further: each account goes on in every way, and of those that agree on where both hands are now only the
 * cheapest stays (Viterbi). The first of the result is the best; costs are relative to it.
 * time     `atUs` must rise
 * firstId  hands of this frame are remembered as `firstId`, `firstId` + 1, …
 */
export function followSides(
	accounts: readonly Account[],
	hands: readonly SeenHand[],
	atUs: number,
	inputMirrored: boolean,
	firstId: number
): Account[] {
	const labels = hands.map((hand) => [labelCost(hand, 'left', inputMirrored), labelCost(hand, 'right', inputMirrored)]);
	const largest = Math.max(...hands.map(({ look }) => look.size));
	const sizes = hands.map(({ look }) => smallerCost(look, largest));
	const shapes = new Map<number, number>();
	const shapeOf = (before: LastSeen | null, i: number, look: HandLook): number => {
		if (!before) return 0;
		const key = before.id * hands.length + i;
		let cost = shapes.get(key);
		if (cost === undefined) shapes.set(key, (cost = shapeCostOf(before, look, atUs)));
		return cost;
	};
	const costOf = (before: LastSeen | null, i: number, side: 0 | 1): number => {
		if (i < 0) return 0;
		const { look } = hands[i]!;
		return labels[i]![side]! + sizes[i]! + moveCost(before, look, atUs, shapeOf(before, i, look), BORN);
	};
	const go = (before: LastSeen | null, i: number) =>
		i < 0 ? before : seenNow(before, hands[i]!.look, firstId + i, atUs);

	const best = new Map<string, Account>();
	const ways = choices(hands.length);
	accounts.forEach((account, parent) => {
		for (const choice of ways) {
			const [l, r] = choice;
			const cost = account.cost + costOf(account.left, l, 0) + costOf(account.right, r, 1);
			const key = `${l < 0 ? account.left?.id : firstId + l}/${r < 0 ? account.right?.id : firstId + r}`;
			const known = best.get(key);
			if (known && known.cost <= cost) continue;
			best.set(key, { cost, left: go(account.left, l), right: go(account.right, r), parent, choice });
		}
	});
	const sorted = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, KEPT);
	const least = sorted[0]!.cost;
	for (const account of sorted) account.cost -= least;
	return sorted.filter((account) => account.cost < HOPELESS);
}

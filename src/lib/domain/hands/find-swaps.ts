import type { PtsUs } from '../../schema/time.ts';
import type { Side, TrackedHand, TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import { lookOf, type HandLook } from './hand-look.ts';
import { labelCost, moveCost, other, seenNow, shapeCostOf, type LastSeen } from './side-costs.ts';

/** Frames `[startUs, endUs)` on which left and right seem to be exchanged: one repair. */
export type SwapOffer = {
	startUs: PtsUs;
	endUs: PtsUs;
	frames: number;
	/** Palm lengths that a hand jumps at the start, or at the end where the clip begins inside the span. */
	jump: number;
};

/** How much likelier the exchange must be before anybody is asked, in logarithms: e^2.5 is twelve times. */
const WORTH_ASKING = 2.5;

type Memory = Record<Side, LastSeen | null>;
type Region = { from: number; to: number; exchanged: boolean; jump: number; doubt: number };

/**
 * Finds where a track's hands change places: from one frame to the next they jump, and would not had left and right been
 * exchanged. Between two such places either the inner frames or the outer ones are wrong; the model's labels say which.
 * Looks at hands as they are decided now, so that an accepted repair is not offered again.
 * space  image landmarks over frame width and height; `aspect` is frame height over frame width
 */
export function findSwaps(frames: readonly TrackFrame[], aspect: number, inputMirrored: boolean): SwapOffer[] {
	const regions: Region[] = [{ from: 0, to: frames.length, exchanged: false, jump: 0, doubt: 0 }];
	let memory: Memory = { left: null, right: null };
	frames.forEach((frame, i) => {
		const seen = frame.hands.map((hand) => ({ hand, look: lookOf(hand, aspect) }));
		const asIs = costOf(seen, memory, frame.ptsUs, false);
		if (seen.length > 0 && asIs - costOf(seen, memory, frame.ptsUs, true) > WORTH_ASKING) {
			const before = regions.at(-1)!;
			before.to = i;
			const jump = Math.max(...seen.map(({ hand, look }) => palmsFrom(memory[hand.side], look)));
			regions.push({ from: i, to: frames.length, exchanged: !before.exchanged, jump, doubt: 0 });
			memory = { left: memory.right, right: memory.left };
		}
		memory = { ...memory };
		for (const { hand, look } of seen) {
			memory[hand.side] = seenNow(memory[hand.side], look, 0, frame.ptsUs);
			const doubt =
				labelCost({ hand, look }, hand.side, inputMirrored) -
				labelCost({ hand, look }, other(hand.side), inputMirrored);
			regions.at(-1)!.doubt += doubt;
		}
	});
	if (regions.length === 1) return [];
	const doubtOf = (exchanged: boolean) =>
		regions.filter((region) => region.exchanged === exchanged).reduce((sum, region) => sum + region.doubt, 0);
	const wrong = doubtOf(true) >= doubtOf(false);
	return regions.flatMap((region, r): SwapOffer[] => {
		if (region.exchanged !== wrong) return [];
		const endUs = frames[region.to]?.ptsUs ?? ptsUs(frames.at(-1)!.ptsUs + 1);
		const jump = r === 0 ? regions[1]!.jump : region.jump;
		return [{ startUs: frames[region.from]!.ptsUs, endUs, frames: region.to - region.from, jump }];
	});
}

type Seen = { hand: TrackedHand; look: HandLook };

function costOf(seen: readonly Seen[], memory: Memory, atUs: number, exchanged: boolean): number {
	let sum = 0;
	for (const { hand, look } of seen) {
		const before = memory[exchanged ? other(hand.side) : hand.side];
		sum += moveCost(before, look, atUs, before ? shapeCostOf(before, look, atUs) : 0);
	}
	return sum;
}

const palmsFrom = (before: LastSeen | null, now: HandLook): number =>
	before ? Math.hypot(before.x - now.x, before.y - now.y) / Math.max(before.size, now.size) : 0;

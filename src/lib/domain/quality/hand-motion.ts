import type { Side } from '../../schema/ids.ts';
import type { Declared } from '../../schema/quality.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { MIDDLE_MCP, WRIST } from '../hands/topology.ts';
import { isAbsent } from './declared.ts';

/** How a hand moves at a frame. */
export type HandMotion = {
	/** Mean way of its points, palm lengths a second. */
	speed: number;
	/** Velocity of the middle of its points, frame widths and frame heights a second. */
	vx: number;
	vy: number;
};

/** Speed is taken over about this long: shorter and it is the model's jitter, longer and short moves are lost. */
const WINDOW_US = 200_000;

/** Length of the palm, wrist to middle knuckle, in frame heights; x is brought to that scale by `aspect`. */
function palmLength(hand: TrackedHand, aspect: number): number {
	const p = hand.imageLandmarks;
	const dx = (p[MIDDLE_MCP * 3]! - p[WRIST * 3]!) * aspect;
	const dy = p[MIDDLE_MCP * 3 + 1]! - p[WRIST * 3 + 1]!;
	return Math.sqrt(dx * dx + dy * dy);
}

function between(
	a: TrackedHand,
	b: TrackedHand,
	seconds: number,
	aspect: number,
	declared: Declared
): HandMotion | null {
	const palm = Math.max(palmLength(a, aspect), palmLength(b, aspect));
	if (!(palm > 0.01) || !(seconds > 0)) return null;
	let [way, sumX, sumY, points] = [0, 0, 0, 0];
	for (let i = 0; i < LANDMARKS * 3; i += 3) {
		if (isAbsent(declared, a.side, i / 3)) continue;
		points += 1;
		const dx = b.imageLandmarks[i]! - a.imageLandmarks[i]!;
		const dy = b.imageLandmarks[i + 1]! - a.imageLandmarks[i + 1]!;
		sumX += dx;
		sumY += dy;
		way += Math.sqrt(dx * aspect * (dx * aspect) + dy * dy);
	}
	if (points === 0) return null;
	return { speed: way / points / palm / seconds, vx: sumX / points / seconds, vy: sumY / points / seconds };
}

/**
 * Motion of the fastest hand at every frame, over the fifth of a second around it, between the first and the last frame in it
 * that show the hand; null where there are no two.
 * aspect    width over height of the picture that the landmarks are of
 * declared  points that a hand does not have do not count
 */
export function handMotions(
	frames: readonly TrackFrame[],
	aspect: number,
	declared: Declared = NOTHING_DECLARED
): (HandMotion | null)[] {
	let [from, to] = [0, 0];
	return frames.map((frame) => {
		while (frames[from]!.ptsUs < frame.ptsUs - WINDOW_US / 2) from += 1;
		while (to + 1 < frames.length && frames[to + 1]!.ptsUs <= frame.ptsUs + WINDOW_US / 2) to += 1;
		let fastest: HandMotion | null = null;
		for (const side of ['left', 'right'] as const) {
			const motion = motionOf(frames, from, to, side, aspect, declared);
			if (motion && (!fastest || motion.speed > fastest.speed)) fastest = motion;
		}
		return fastest;
	});
}

function motionOf(
	frames: readonly TrackFrame[],
	from: number,
	to: number,
	side: Side,
	aspect: number,
	declared: Declared
): HandMotion | null {
	const handOf = (i: number) => frames[i]!.hands.find((hand) => hand.side === side);
	let [first, last] = [from, to];
	while (first < last && !handOf(first)) first += 1;
	while (last > first && !handOf(last)) last -= 1;
	const [a, b] = [handOf(first), handOf(last)];
	if (!a || !b || first >= last) return null;
	return between(a, b, (frames[last]!.ptsUs - frames[first]!.ptsUs) / 1e6, aspect, declared);
}

import type { Side, TrackFrame } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { lookOf } from '../hands/hand-look.ts';

/** Cut-off at rest, hertz; rise of it for each palm length a second; cut-off of the speed itself. */
const REST_HZ = 1.2;
const PER_SPEED = 0.4;
const SPEED_HZ = 1;
/** A hand that was gone for longer begins anew. */
const GAP_US = 250_000;
/** A palm that moves further than its own length between two looks is another hand, or might as well be. */
const JUMP_PALMS = 1;

type HandState = { ptsUs: number; x: number; y: number; size: number; at: Float32Array; speed: Float32Array };
/** What the overlay's filter remembers of each side. */
export type OneEuroState = Readonly<Record<Side, HandState | null>>;
export const NO_STATE: OneEuroState = { left: null, right: null };

/**
 * One step of the One Euro filter over the hands of a live frame, for drawing only: it lags, so nothing is stored from it.
 * shape   the frame's hands with filtered x and y; z, world landmarks and everything else as they were
 * space   image landmarks over frame width and height; cut-offs count palm lengths, so that near and far hands feel alike
 * time    by the frames' own times, at any rate. `ptsUs` that does not rise begins anew
 * resets  a hand after a gap of 250 ms, and one that jumps by its own length (an identity change)
 * source  Casiez, Roussel, Vogel, CHI 2012, pp. 2527-2530
 */
export function steadyFrame(state: OneEuroState, frame: TrackFrame): { frame: TrackFrame; state: OneEuroState } {
	const next = { ...state };
	const hands = frame.hands.map((hand) => {
		const { x, y, size } = lookOf(hand, 1);
		const before = state[hand.side];
		const seconds = before ? (frame.ptsUs - before.ptsUs) / 1e6 : 0;
		const fresh =
			!before ||
			seconds <= 0 ||
			seconds * 1e6 > GAP_US ||
			Math.hypot(x - before.x, y - before.y) > JUMP_PALMS * Math.max(size, before.size);
		const imageLandmarks = Float32Array.from(hand.imageLandmarks);
		const speed = new Float32Array(LANDMARKS * 3);
		if (!fresh) {
			const share = smoothing(SPEED_HZ, seconds);
			for (let i = 0; i < LANDMARKS * 3; i++) {
				if (i % 3 === 2) continue;
				const now = (hand.imageLandmarks[i]! - before.at[i]!) / size / seconds;
				speed[i] = before.speed[i]! + share * (now - before.speed[i]!);
				const follow = smoothing(REST_HZ + PER_SPEED * Math.abs(speed[i]!), seconds);
				imageLandmarks[i] = before.at[i]! + follow * (hand.imageLandmarks[i]! - before.at[i]!);
			}
		}
		next[hand.side] = { ptsUs: frame.ptsUs, x, y, size, at: imageLandmarks, speed };
		return { ...hand, imageLandmarks };
	});
	return { frame: { ...frame, hands }, state: next };
}

/** Share of the new value in a low-pass of `hz`. */
const smoothing = (hz: number, seconds: number): number => 1 / (1 + 1 / (2 * Math.PI * hz * seconds));

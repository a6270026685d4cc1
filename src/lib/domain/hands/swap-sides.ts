import type { SideSwap } from '../../schema/annotation.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { other } from './side-costs.ts';

type SwapSpan = Pick<SideSwap, 'startUs' | 'endUs' | 'swapped'>;

/** True where a person has left and right exchanged: under an odd number of swaps. */
export const isSwappedAt = (swaps: readonly SwapSpan[], ptsUs: number): boolean =>
	swaps.filter(({ swapped, startUs, endUs }) => swapped && startUs <= ptsUs && ptsUs < endUs).length % 2 === 1;

/** Each frame with its sides exchanged, made once: what follows from it need not be worked out again while the track grows. */
const exchanged = new WeakMap<TrackFrame, TrackFrame>();

/** The track as a person's swaps leave it. Frames that no swap touches are the same objects; without swaps so is the array. */
export function swapSides(frames: readonly TrackFrame[], swaps: readonly SwapSpan[]): readonly TrackFrame[] {
	if (!swaps.some(({ swapped }) => swapped)) return frames;
	return frames.map((frame) => {
		if (frame.hands.length === 0 || !isSwappedAt(swaps, frame.ptsUs)) return frame;
		const known = exchanged.get(frame) ?? exchange(frame);
		exchanged.set(frame, known);
		return known;
	});
}

function exchange(frame: TrackFrame): TrackFrame {
	const hands = frame.hands.map((hand) => ({ ...hand, side: other(hand.side) }));
	return { ...frame, hands: hands.sort((a, b) => a.side.localeCompare(b.side)) };
}

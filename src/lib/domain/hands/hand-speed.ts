import type { TrackedHand, TrackFrame } from '../../schema/track.ts';

/** Wrist and the four finger roots: they move with the hand, not with the fingers. */
const PALM = [0, 5, 9, 13, 17] as const;

/** `value` is null where no hand can be followed from the frame before. */
export type Sample = { ptsUs: number; value: number | null };

/**
 * How fast the faster of the hands moves, in frame widths a second, at every frame of a track.
 * space  image; `aspect` is frame height over frame width, so that up counts like sideways
 */
export function handSpeed(frames: readonly TrackFrame[], aspect: number): Sample[] {
	return frames.map((frame, i) => {
		const before = frames[i - 1];
		if (!before) return { ptsUs: frame.ptsUs, value: null };
		const seconds = (frame.ptsUs - before.ptsUs) / 1e6;
		const speeds = frame.hands.flatMap((hand) => {
			const earlier = before.hands.find((other) => other.side === hand.side);
			return earlier ? [palmShift(earlier, hand, aspect) / seconds] : [];
		});
		return { ptsUs: frame.ptsUs, value: speeds.length > 0 ? Math.max(...speeds) : null };
	});
}

function palmShift(a: TrackedHand, b: TrackedHand, aspect: number): number {
	let sum = 0;
	for (const point of PALM) {
		const dx = b.imageLandmarks[point * 3]! - a.imageLandmarks[point * 3]!;
		const dy = (b.imageLandmarks[point * 3 + 1]! - a.imageLandmarks[point * 3 + 1]!) * aspect;
		sum += Math.hypot(dx, dy);
	}
	return sum / PALM.length;
}

/** Mean over `span` samples on each side, so that jitter does not hide the movement. Gaps stay gaps. */
export function smoothed(samples: readonly Sample[], span: number): Sample[] {
	return samples.map((sample, i) => {
		if (sample.value === null) return sample;
		const near = samples
			.slice(Math.max(0, i - span), i + span + 1)
			.flatMap(({ value }) => (value === null ? [] : [value]));
		return { ptsUs: sample.ptsUs, value: near.reduce((sum, value) => sum + value, 0) / near.length };
	});
}

/** Share of the frames on which each hand was found, 0..1. */
export function handShares(frames: readonly TrackFrame[]): { left: number; right: number } {
	const count = { left: 0, right: 0 };
	for (const frame of frames) for (const side of new Set(frame.hands.map((hand) => hand.side))) count[side]++;
	const all = Math.max(1, frames.length);
	return { left: count.left / all, right: count.right / all };
}

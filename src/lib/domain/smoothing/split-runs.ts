import { correctionKey } from '../../schema/annotation.ts';
import type { Side, TrackedHand, TrackFrame } from '../../schema/track.ts';
import { lookOf } from '../hands/hand-look.ts';

/** Consecutive frames through which one hand may be followed: indices of the track, the first and last of them measured. */
export type Run = {
	side: Side;
	from: number;
	/** The hand on each frame from `from` on; null where it has to be filled in. */
	hands: (TrackedHand | null)[];
};

export type RunLimits = {
	/** A hand that was away for longer begins anew, and nothing is filled in. */
	maxGapUs: number;
	/** Palm lengths a second that no hand reaches: what moves faster is another hand, or another picture. */
	maxPalmsPerS: number;
};

/** What a person said of the take, as far as smoothing has to respect it. */
export type RunBreaks = {
	/** Times of frames before which identities change: the ends of side swaps. */
	atUs: readonly number[];
	/** Keys (`correctionKey`) of hands that a person set: the model was wrong there. */
	corrected: ReadonlySet<string>;
};
export const NO_BREAKS: RunBreaks = { atUs: [], corrected: new Set() };

/** Cuts the track of one hand where it must not be followed through: long gap, cut, jump, identity change, a person's own hand. */
export function splitRuns(
	frames: readonly TrackFrame[],
	side: Side,
	aspect: number,
	breaks: RunBreaks,
	limits: RunLimits
): Run[] {
	const runs: Run[] = [];
	let run: Run | null = null;
	let before: { at: number; x: number; y: number; size: number } | null = null;
	frames.forEach((frame, at) => {
		const hand = frame.hands.find((one) => one.side === side);
		if (breaks.corrected.has(correctionKey(frame.ptsUs, side))) run = before = null;
		else if (hand) {
			const { x, y, size } = lookOf(hand, aspect);
			if (before && run && follows(frames, before, { at, x, y, size }, breaks, limits)) {
				while (run.hands.length < at - run.from) run.hands.push(null);
				run.hands.push(hand);
			} else runs.push((run = { side, from: at, hands: [hand] }));
			before = { at, x, y, size };
		}
	});
	return runs;
}

type Place = { at: number; x: number; y: number; size: number };

function follows(frames: readonly TrackFrame[], a: Place, b: Place, breaks: RunBreaks, limits: RunLimits): boolean {
	const [fromUs, toUs] = [frames[a.at]!.ptsUs, frames[b.at]!.ptsUs];
	// From one frame to the next there is nothing to fill in, but a pause of the camera is a gap all the same.
	if (toUs - fromUs > limits.maxGapUs) return false;
	if (breaks.atUs.some((us) => us > fromUs && us <= toUs)) return false;
	const palms = Math.hypot(a.x - b.x, a.y - b.y) / Math.max(a.size, b.size);
	return palms / ((toUs - fromUs) / 1e6) <= limits.maxPalmsPerS;
}

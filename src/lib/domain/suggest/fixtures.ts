import type { Side } from '../../schema/ids.ts';
import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';

/** A hand's pose at one moment: where its wrist is in the picture, and how far thumb and fingers are apart, in palms. */
export type Pose = { x: number; y: number; opening: number; side?: Side };
export const PALM = 0.1;
const FRAME_US = 33_333;

/** A flat hand, fingers up, palm length 0.1 of the width; picture as high as wide. Tips of index to ring stand together. */
export function aHandAt({ x, y, opening, side = 'right' }: Pose): TrackedHand {
	const imageLandmarks = new Float32Array(63);
	for (let i = 0; i < 21; i++) imageLandmarks.set([x, y - PALM, 0], i * 3);
	const set = (i: number, dx: number, dy: number) => imageLandmarks.set([x + dx, y + dy, 0], i * 3);
	set(0, 0, 0);
	set(5, 0.03, -PALM);
	set(17, -0.03, -PALM);
	set(4, 0.04, -0.06);
	for (const tip of [8, 12, 16]) set(tip, 0.04 - opening * PALM, -0.06);
	return {
		side,
		rawLabel: side,
		handednessScore: 1,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks,
		worldLandmarks: new Float32Array(63)
	};
}

/** Frames at 30 a second for `seconds`, one hand posed by time; null: no hand. */
export const aTrack = (seconds: number, pose: (s: number) => Pose | null): TrackFrame[] =>
	Array.from({ length: Math.round(seconds * 30) }, (_, i) => {
		const at = pose(i / 30);
		return { ptsUs: ptsUs(i * FRAME_US), hands: at ? [aHandAt(at)] : [] };
	});

/** From `a` to `b` between two times, smoothly, at rest at both ends. */
export function ease(s: number, from: number, to: number, a: number, b: number): number {
	const t = Math.max(0, Math.min(1, (s - from) / (to - from)));
	return a + (b - a) * (10 * t ** 3 - 15 * t ** 4 + 6 * t ** 5);
}

/**
 * One pick and place of 5 s that begins at `at`: reach 0..1, close 1..1.4, carry 1.8..2.8, open 3.2..3.6, retreat
 * 3.8..4.8 seconds; before and after at rest.
 */
export const pickAndPlace =
	(at: number) =>
	(s: number): Pose => {
		const t = s - at;
		const x = ease(t, 0, 1, 0.2, 0.4) + ease(t, 1.8, 2.8, 0, 0.3) - ease(t, 3.8, 4.8, 0, 0.5);
		return { x, y: 0.6, opening: ease(t, 1, 1.4, 1, 0.5) + ease(t, 3.2, 3.6, 0, 0.5) };
	};

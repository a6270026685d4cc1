import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import type { RawHand } from './hand-look.ts';

/** Builders with fixed, readable defaults, for tests. */

/** An open hand, fingers up, seen from its palm; palm length 1, wrist at (0, 0), y down. Mirrored for the left hand. */
const POINTS: readonly (readonly [number, number])[] = [
	[0, 0],
	[-0.35, -0.25], [-0.6, -0.5], [-0.8, -0.7], [-0.95, -0.9],
	[-0.3, -0.95], [-0.35, -1.4], [-0.37, -1.65], [-0.39, -1.85],
	[0, -1], [0, -1.5], [0, -1.8], [0, -2.05],
	[0.25, -0.95], [0.28, -1.35], [0.3, -1.65], [0.31, -1.85],
	[0.45, -0.8], [0.55, -1.1], [0.6, -1.3], [0.64, -1.5]
]; // prettier-ignore

type Pose = { x: number; y?: number; size?: number; label?: 'left' | 'right'; score?: number };

/** A hand of `kind` whose palm is `size` long, its wrist at (x, y). The model says `label`, which is its kind unless told otherwise. */
export function aRawHand(kind: 'left' | 'right', { x, y = 0.5, size = 0.1, label = kind, score = 0.9 }: Pose): RawHand {
	const imageLandmarks = new Float32Array(63);
	const worldLandmarks = new Float32Array(63);
	POINTS.forEach(([across, down], i) => {
		const side = kind === 'left' ? -across : across;
		imageLandmarks.set([x + side * size, y + down * size, 0], i * 3);
		worldLandmarks.set([side * 0.09, down * 0.09, 0], i * 3);
	});
	return {
		rawLabel: label,
		handednessScore: score,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks,
		worldLandmarks
	};
}

export const aTrackedHand = (side: 'left' | 'right', pose: Pose): TrackedHand => ({ ...aRawHand(side, pose), side });

/** Frames at 30 a second, from 0. */
export const atFrame = (i: number): number => Math.round((i * 1e6) / 30);
export const aTrack = (frames: number, handsAt: (i: number) => TrackedHand[]): TrackFrame[] =>
	Array.from({ length: frames }, (_, i) => ({ ptsUs: ptsUs(atFrame(i)), hands: handsAt(i) }));

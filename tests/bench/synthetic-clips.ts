import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TrackedHand } from '../../src/lib/schema/track.ts';

type Side = TrackedHand['side'];
type TrueHand = { side: Side; px: [number, number][]; vis?: number[] };
/** Exact landmarks of a rendered clip: for each frame its hands, 21 points each in pixels. */
export type ClipTruth = { fps: number; width: number; height: number; frames: { hands: TrueHand[] }[] };
export type SyntheticClip = { name: string; video: string; truth: ClipTruth };

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as ClipTruth;

/** The clip with crossing hands that comes with the project, then those of `folder` (`npm run synthetic-take`), by name. */
export function syntheticClips(folder: string | undefined): SyntheticClip[] {
	const cross = {
		name: 'cross',
		video: resolve(root, 'static/samples/cross.mp4'),
		truth: read(resolve(root, 'tests/media/cross.json'))
	};
	if (!folder) return [cross];
	const made = readdirSync(folder)
		.filter((file) => file.endsWith('.mp4') && existsSync(resolve(folder, file.replace(/mp4$/, 'json'))))
		.sort()
		.map((file) => ({
			name: file.replace(/\.mp4$/, ''),
			video: resolve(folder, file),
			truth: read(resolve(folder, file.replace(/mp4$/, 'json')))
		}));
	return [cross, ...made];
}

/** Points that have to be in the picture and unhidden for a hand to count as shown: as in the quality rules. */
const SHOWN_POINTS = 10;

export function isShown({ px, vis }: TrueHand, { width, height }: ClipTruth): boolean {
	const seen = px.filter(([x, y], i) => x >= 0 && x < width && y >= 0 && y < height && (vis?.[i] ?? 1) > 0);
	return seen.length >= SHOWN_POINTS;
}

/** Mean distance of the landmarks of a hand from a true one, pixels. */
export function distanceTo(hand: Pick<TrackedHand, 'imageLandmarks'>, { px }: TrueHand, truth: ClipTruth): number {
	const far = px.map(([x, y], k) =>
		Math.hypot(hand.imageLandmarks[k * 3]! * truth.width - x, hand.imageLandmarks[k * 3 + 1]! * truth.height - y)
	);
	return far.reduce((sum, value) => sum + value, 0) / far.length;
}

/** Whose hand it really is: the true hand nearest to it; null where the frame has none. */
export function trueSide(hand: TrackedHand, hands: readonly TrueHand[], truth: ClipTruth): Side | null {
	const [nearest] = hands.toSorted((a, b) => distanceTo(hand, a, truth) - distanceTo(hand, b, truth));
	return nearest?.side ?? null;
}

/** Longer side of the box around a true hand, pixels. */
export function boxSize({ px }: TrueHand): number {
	const extent = (axis: 0 | 1) => Math.max(...px.map((at) => at[axis])) - Math.min(...px.map((at) => at[axis]));
	return Math.max(extent(0), extent(1));
}

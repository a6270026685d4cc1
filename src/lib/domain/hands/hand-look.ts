import type { TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST } from './topology.ts';

/** A hand as the model gave it, before anybody decided whose it is. */
export type RawHand = Omit<TrackedHand, 'side'>;

/**
 * What tells one hand from another on a picture.
 * space  x and y of image landmarks, y times `aspect` (frame height over frame width), so that up counts like sideways
 */
export type HandLook = {
	/** Middle of wrist, index root and little finger root. */
	x: number;
	y: number;
	/** Length of the palm: the longest of wrist to the three roots and across them. It shrinks less than any one of them when the hand turns. */
	size: number;
	/** 42 numbers: x, y of each landmark from the middle of the palm, in palm lengths. Left and right are mirror images in it. */
	shape: Float32Array;
};

export function lookOf({ imageLandmarks }: Pick<RawHand, 'imageLandmarks'>, aspect: number): HandLook {
	const at = (i: number): [number, number] => [imageLandmarks[i * 3]!, imageLandmarks[i * 3 + 1]! * aspect];
	const [wrist, index, middle, pinky] = [at(WRIST), at(INDEX_MCP), at(MIDDLE_MCP), at(PINKY_MCP)];
	const x = (wrist[0] + index[0] + pinky[0]) / 3;
	const y = (wrist[1] + index[1] + pinky[1]) / 3;
	const apart = (a: [number, number], b: [number, number]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
	const size = Math.max(apart(wrist, index), apart(wrist, middle), apart(wrist, pinky), apart(index, pinky), 1e-6);
	const shape = new Float32Array(LANDMARKS * 2);
	for (let i = 0; i < LANDMARKS; i++) {
		shape[i * 2] = (imageLandmarks[i * 3]! - x) / size;
		shape[i * 2 + 1] = (imageLandmarks[i * 3 + 1]! * aspect - y) / size;
	}
	return { x, y, size, shape };
}

/** Mean distance of the landmarks of two shapes, palm lengths: where the hands are and how large does not count. */
export function shapeDistance(a: HandLook, b: HandLook): number {
	let sum = 0;
	for (let i = 0; i < a.shape.length; i += 2)
		sum += Math.hypot(a.shape[i]! - b.shape[i]!, a.shape[i + 1]! - b.shape[i + 1]!);
	return (sum * 2) / a.shape.length;
}

/** Mean distance of two hands' landmarks over the palm's length, under which they are one hand found twice. */
const SAME_HAND = 0.35;

function isSameHand(a: HandLook, b: HandLook): boolean {
	const size = Math.max(a.size, b.size);
	let sum = 0;
	for (let i = 0; i < a.shape.length; i += 2)
		sum += Math.hypot(
			a.x + a.shape[i]! * a.size - b.x - b.shape[i]! * b.size,
			a.y + a.shape[i + 1]! * a.size - b.y - b.shape[i + 1]! * b.size
		);
	return (sum * 2) / a.shape.length < SAME_HAND * size;
}

export type SeenHand<H extends RawHand = RawHand> = { hand: H; look: HandLook };

/** Each hand once, the surer find of it; the surest first. A hand found twice is no further hand. */
export function eachOnce<H extends RawHand>(hands: readonly H[], aspect: number): SeenHand<H>[] {
	const kept: SeenHand<H>[] = [];
	for (const hand of [...hands].sort((a, b) => b.handednessScore - a.handednessScore)) {
		const look = lookOf(hand, aspect);
		if (!kept.some((other) => isSameHand(other.look, look))) kept.push({ hand, look });
	}
	return kept;
}

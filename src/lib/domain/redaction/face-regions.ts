import type { FaceBox } from './face-box.ts';

/** A square of the picture that a detector looks at, pixels; may reach outside, where it is black. */
export type Region = { x: number; y: number; side: number };

/** Neighbouring squares share at least this much of their side, so that no face is cut by all of them. */
const SHARED = 0.5;
/** Squares along the longer side are needed from this ratio of the sides on. */
const LONG = 1.2;

/**
 * Squares that a short-range detector should look at. It sees faces well that take a fifth of its square, so:
 * the whole picture with black bars, and, where it is longer than wide or wider than long, squares along it.
 */
export function planRegions(width: number, height: number): Region[] {
	const long = Math.max(width, height);
	const short = Math.min(width, height);
	const whole = { x: (width - long) / 2, y: (height - long) / 2, side: long };
	if (long / short < LONG) return [whole];
	const count = Math.ceil((long / short - 1) / (1 - SHARED)) + 1;
	const step = (long - short) / (count - 1);
	const along = Array.from({ length: count }, (_, i) => Math.round(i * step));
	return [whole, ...along.map((at) => (width > height ? { x: at, y: 0, side: short } : { x: 0, y: at, side: short }))];
}

/** A box in 0..1 of a region as a box in 0..1 of the picture. */
export const fromRegion = (face: FaceBox, region: Region, width: number, height: number): FaceBox => ({
	x: (region.x + face.x * region.side) / width,
	y: (region.y + face.y * region.side) / height,
	width: (face.width * region.side) / width,
	height: (face.height * region.side) / height,
	confidence: face.confidence
});

import { INDEX_MCP, PINKY_MCP, WRIST } from '../hands/topology.ts';
import type { FrameSize } from './region.ts';

/** Landmarks nearer to each other than this share of the palm count as one place. */
const NEAR = 0.2;
/** So many of the 21 must be in one place. */
const ENOUGH = 10;
/** And the hands' bounds must overlap by more than this. */
const BOUNDS_OVERLAP = 0.2;

/**
 * One hand read twice is kept once, the earlier one. Order stays.
 * space   image landmarks over the frame's width and height
 */
export function dropDoubles<T extends { imageLandmarks: Float32Array }>(hands: readonly T[], frame: FrameSize): T[] {
	const kept: T[] = [];
	for (const hand of hands) if (!kept.some((other) => isSameHand(hand, other, frame))) kept.push(hand);
	return kept;
}

function isSameHand(
	a: { imageLandmarks: Float32Array },
	b: { imageLandmarks: Float32Array },
	frame: FrameSize
): boolean {
	const [p, q] = [a.imageLandmarks, b.imageLandmarks];
	const limit = NEAR * Math.max(palmOf(p, frame), palmOf(q, frame));
	let near = 0;
	for (let i = 0; i < 21; i++) if (distance(p, i, q, i, frame) < limit) near += 1;
	return near >= ENOUGH && boundsOverlap(p, q) > BOUNDS_OVERLAP;
}

function distance(p: Float32Array, i: number, q: Float32Array, j: number, { width, height }: FrameSize): number {
	return Math.hypot((p[3 * i]! - q[3 * j]!) * width, (p[3 * i + 1]! - q[3 * j + 1]!) * height);
}

/** Longest side of the triangle of wrist, index and little knuckle, pixels. */
const palmOf = (p: Float32Array, frame: FrameSize): number =>
	Math.max(
		distance(p, WRIST, p, INDEX_MCP, frame),
		distance(p, INDEX_MCP, p, PINKY_MCP, frame),
		distance(p, PINKY_MCP, p, WRIST, frame)
	);

function boundsOverlap(p: Float32Array, q: Float32Array): number {
	const [a, b] = [boundsOf(p), boundsOf(q)];
	const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
	const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
	if (across <= 0 || down <= 0) return 0;
	return (across * down) / (a.area + b.area - across * down);
}

function boundsOf(p: Float32Array) {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < p.length; i += 3) {
		left = Math.min(left, p[i]!);
		right = Math.max(right, p[i]!);
		top = Math.min(top, p[i + 1]!);
		bottom = Math.max(bottom, p[i + 1]!);
	}
	return { left, top, right, bottom, area: (right - left) * (bottom - top) };
}

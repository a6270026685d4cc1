import { INDEX_MCP, MIDDLE_MCP, WRIST } from '../hands/topology.ts';

/** Size of a picture, pixels. */
export type FrameSize = { width: number; height: number };

/** A turned square of a picture: centre and side in pixels, `rotation` in radians, clockwise because y points down. */
export type HandRegion = { x: number; y: number; side: number; rotation: number };

/** A palm in a picture, pixels: its box, and seven points as x, y. */
export type Palm = { x: number; y: number; width: number; height: number; points: Float32Array; confidence: number };

/** Points of a palm: wrist, and the middle finger's knuckle. */
const PALM_WRIST = 0;
const PALM_MIDDLE = 2;
/**
 * Where MediaPipe turns a palm's wrist-to-knuckle line: its graph gives 90 for an angle that is read as radians. Up would
 * be π/2; 90 rad is 0.4646 rad more. Without it the landmarks of a hand's first
 * frame differ from MediaPipe's by 1 to 7 % of the hand.
 */
const PALM_TARGET = 90;
const PALM_SCALE = 2.6;
const PALM_SHIFT = -0.5;
const RING_MCP = 13;
const TRACK_SCALE = 2;
const TRACK_SHIFT = -0.1;
/** Landmarks whose bounds make the next region: wrist, thumb without its tip, and the two lower joints of each finger. */
const STEADY = [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18] as const;

/** The same angle in -π..π. */
export const normalAngle = (angle: number): number =>
	angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));

/** The square that holds a whole picture, for the palm network. */
export const wholeFrame = ({ width, height }: FrameSize): HandRegion => ({
	x: width / 2,
	y: height / 2,
	side: Math.max(width, height),
	rotation: 0
});

/** Moves a turned box along its own down by `shift` of its height, and makes it a square `scale` times its longer side. */
function grow(
	box: { x: number; y: number; width: number; height: number; rotation: number },
	shift: number,
	scale: number
): HandRegion {
	const down = box.height * shift;
	return {
		x: box.x - down * Math.sin(box.rotation),
		y: box.y + down * Math.cos(box.rotation),
		side: Math.max(box.width, box.height) * scale,
		rotation: box.rotation
	};
}

/** How far a hand is turned from fingers up, radians clockwise: the direction from its wrist to its knuckles. */
const turnOf = (dx: number, dy: number, target: number): number => normalAngle(target - Math.atan2(-dy, dx));

/**
 * Where a hand must be whose palm was seen.
 * asMediaPipe  turned as its graph turns it (see `PALM_TARGET`); false: fingers up
 */
export function regionFromPalm(palm: Palm, asMediaPipe = true): HandRegion {
	const { points } = palm;
	const rotation = turnOf(
		points[2 * PALM_MIDDLE]! - points[2 * PALM_WRIST]!,
		points[2 * PALM_MIDDLE + 1]! - points[2 * PALM_WRIST + 1]!,
		asMediaPipe ? PALM_TARGET : Math.PI / 2
	);
	const [x, y] = [palm.x + palm.width / 2, palm.y + palm.height / 2];
	return grow({ x, y, width: palm.width, height: palm.height, rotation }, PALM_SHIFT, PALM_SCALE);
}

/**
 * Where a hand will be on the next frame: around the landmarks that fingers move least.
 * landmarks  63 numbers, x and y over the frame's width and height
 */
export function regionFromLandmarks(landmarks: Float32Array, frame: FrameSize): HandRegion {
	const px = (i: number): number => landmarks[3 * i]! * frame.width;
	const py = (i: number): number => landmarks[3 * i + 1]! * frame.height;
	const kx = ((px(INDEX_MCP) + px(RING_MCP)) / 2 + px(MIDDLE_MCP)) / 2;
	const ky = ((py(INDEX_MCP) + py(RING_MCP)) / 2 + py(MIDDLE_MCP)) / 2;
	const rotation = turnOf(kx - px(WRIST), ky - py(WRIST), Math.PI / 2);
	const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
	const { low: lowX, high: highX } = boundsOf(px);
	const { low: lowY, high: highY } = boundsOf(py);
	const [midX, midY] = [(lowX + highX) / 2, (lowY + highY) / 2];
	// Bounds along the hand's own axes; turned back, their middle is the centre.
	const across = boundsOf((i) => (px(i) - midX) * cos + (py(i) - midY) * sin);
	const along = boundsOf((i) => (py(i) - midY) * cos - (px(i) - midX) * sin);
	const [cx, cy] = [(across.low + across.high) / 2, (along.low + along.high) / 2];
	const box = {
		x: cx * cos - cy * sin + midX,
		y: cx * sin + cy * cos + midY,
		width: across.high - across.low,
		height: along.high - along.low,
		rotation
	};
	return grow(box, TRACK_SHIFT, TRACK_SCALE);
}

function boundsOf(value: (i: number) => number): { low: number; high: number } {
	let [low, high] = [Infinity, -Infinity];
	for (const i of STEADY) {
		low = Math.min(low, value(i));
		high = Math.max(high, value(i));
	}
	return { low, high };
}

/** Shared area over joint area of two regions as if they were not turned, 0..1: how MediaPipe compares them. */
export function regionOverlap(a: HandRegion, b: HandRegion): number {
	const reach = (a.side + b.side) / 2;
	const across = Math.min(reach - Math.abs(a.x - b.x), a.side, b.side);
	const down = Math.min(reach - Math.abs(a.y - b.y), a.side, b.side);
	if (across <= 0 || down <= 0) return 0;
	const shared = across * down;
	return shared / (a.side ** 2 + b.side ** 2 - shared);
}

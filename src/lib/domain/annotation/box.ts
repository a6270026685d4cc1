import type { Side } from '../../schema/ids.ts';

/** A box over the picture's width and height, y down. */
export type Box = { x: number; y: number; width: number; height: number };
/** Corners: north is up, west is left. */
export type Corner = 'nw' | 'ne' | 'sw' | 'se';

/** The smallest box, over the picture's shorter way: a hand in fewer pixels cannot be read. */
const LEAST = 0.03;

const clamp = (value: number, from: number, to: number): number => Math.max(from, Math.min(to, value));

/** The box between two places, inside the picture, not smaller than the least. */
export function boxBetween(ax: number, ay: number, bx: number, by: number): Box {
	const [left, right] = span(Math.min(ax, bx), Math.max(ax, bx));
	const [top, bottom] = span(Math.min(ay, by), Math.max(ay, by));
	return { x: left, y: top, width: right - left, height: bottom - top };
}

function span(from: number, to: number): [number, number] {
	const start = clamp(from, 0, 1 - LEAST);
	return [start, clamp(to, start + LEAST, 1)];
}

/** The box moved by so much, as a whole: it stops at the picture's edges. */
export const moveBox = (box: Box, dx: number, dy: number): Box => ({
	...box,
	x: clamp(box.x + dx, 0, 1 - box.width),
	y: clamp(box.y + dy, 0, 1 - box.height)
});

/** The box wider and higher by so much, its middle staying where the picture has room. */
export function growBox(box: Box, dx: number, dy: number): Box {
	const width = clamp(box.width + dx, LEAST, 1);
	const height = clamp(box.height + dy, LEAST, 1);
	return moveBox({ x: box.x - (width - box.width) / 2, y: box.y - (height - box.height) / 2, width, height }, 0, 0);
}

/** The box with one corner at (x, y); the opposite corner stays. */
export function dragCorner(box: Box, corner: Corner, x: number, y: number): Box {
	const opposite = {
		x: corner.endsWith('w') ? box.x + box.width : box.x,
		y: corner.startsWith('n') ? box.y + box.height : box.y
	};
	return boxBetween(opposite.x, opposite.y, x, y);
}

/** Room left round the points of a hand, over its larger side: the networks want the whole hand and a little air. */
const AIR = 0.15;

/** The box round a hand's points; null without any. */
export function boxRound(points: readonly { x: number; y: number }[]): Box | null {
	if (points.length === 0) return null;
	const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
	const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	const air = Math.max(right - left, bottom - top) * AIR;
	return boxBetween(left - air, top - air, right + air, bottom + air);
}

/**
 * Whose hand the one in the box is likely to be: that of the hand which is there already; else what the model says,
 * unless that hand is elsewhere on the frame and the other one is not.
 */
export function sideInBox(
	box: Box,
	hands: readonly { side: Side; points: readonly { x: number; y: number }[] }[],
	said: Side
): Side {
	const inside = ({ points }: (typeof hands)[number]) =>
		points.filter(({ x, y }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height).length;
	const there = hands
		.map((hand) => ({ side: hand.side, share: inside(hand) / Math.max(1, hand.points.length) }))
		.filter(({ share }) => share >= 0.5);
	if (there.length > 0) return (there.find(({ side }) => side === said) ?? there[0]!).side;
	const taken = hands.some(({ side }) => side === said);
	return taken && hands.length === 1 ? (said === 'left' ? 'right' : 'left') : said;
}

/** Readings whose points lie nearer than this on the mean, over the box's larger side, are one reading. */
const SAME_READING = 0.02;

/** Readings of a box, surest first, each once: two palms that were seen in one place lead to the same hand. */
export function distinctReadings<Reading extends { imageLandmarks: ArrayLike<number> }>(
	readings: readonly Reading[],
	box: Box
): Reading[] {
	const far = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
		let sum = 0;
		for (let i = 0; i < a.length; i += 3) sum += Math.hypot(a[i]! - b[i]!, a[i + 1]! - b[i + 1]!);
		return sum / (a.length / 3);
	};
	const near = SAME_READING * Math.max(box.width, box.height);
	return readings.filter(
		(reading, i) => !readings.slice(0, i).some((before) => far(reading.imageLandmarks, before.imageLandmarks) < near)
	);
}

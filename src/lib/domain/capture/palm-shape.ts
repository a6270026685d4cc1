import type { TrackedHand } from '../../schema/track.ts';
import { DIGITS, INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST } from '../hands/topology.ts';

/**
 * How open and how raised a hand must be. `enter` to be taken for a palm, `stay` to go on being one: looser, so that a
 * finger that trembles on the border does not start the hold again.
 * straight  cosine between a finger's first bone and the rest of it
 * aside     thumb tip beyond the index finger's root, away from the little finger, in palm widths
 * up        cosine between wrist → middle root and straight up in the picture
 * facing    sine of the angle between wrist → index root and wrist → little root: a palm seen from its edge has none
 */
export const PALM_LIMITS = {
	enter: { straight: 0.8, aside: 0.3, up: 0.64, facing: 0.3 },
	stay: { straight: 0.65, aside: 0.15, up: 0.5, facing: 0.2 }
} as const;
export type PalmLimits = { straight: number; aside: number; up: number; facing: number };

/** Height of a hand over frame height below which it is not the person at the camera. source: coach limit `tooFar` */
const LEAST_HEIGHT = 0.08;

type Point = readonly [x: number, y: number, z: number];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const size = (a: Point): number => Math.hypot(...a);
const cosine = (a: Point, b: Point): number => dot(a, b) / (size(a) * size(b) || 1);

/** Where a raised palm is, in frame widths, and how long it is from wrist to middle root. */
export type PalmPlace = { x: number; y: number; length: number };

/**
 * Says where a raised, open palm is, or null: five digits stretched, thumb aside, fingers up, and the inside of the hand
 * to the camera. That last one keeps a hand that works on the table apart: the camera sees its back.
 * space  image; `aspect` is frame height over frame width, so that up counts like sideways
 */
export function raisedPalm(hand: TrackedHand, aspect: number, limits: PalmLimits): PalmPlace | null {
	const at = (i: number): Point => {
		const [x, y, z] = hand.imageLandmarks.subarray(i * 3, i * 3 + 3);
		return [x!, y! * aspect, z!];
	};
	const wrist = at(WRIST);
	const middle = minus(at(MIDDLE_MCP), wrist);
	if (-middle[1] / (Math.hypot(middle[0], middle[1]) || 1) < limits.up) return null;
	if (!isTall(hand)) return null;

	const index = minus(at(INDEX_MCP), wrist);
	const pinky = minus(at(PINKY_MCP), wrist);
	const turn = index[0] * pinky[1] - index[1] * pinky[0];
	const facing = turn / (Math.hypot(index[0], index[1]) * Math.hypot(pinky[0], pinky[1]) || 1);
	// y points down: the thumb of a right hand that shows its inside is on the right of an unmirrored picture.
	if ((hand.side === 'right' ? -facing : facing) < limits.facing) return null;

	for (const digit of ['index', 'middle', 'ring', 'pinky'] as const) {
		const [root, knuckle, , tip] = DIGITS[digit].map(at) as [Point, Point, Point, Point];
		if (cosine(minus(knuckle, root), minus(tip, knuckle)) < limits.straight) return null;
		if (size(minus(tip, wrist)) < 1.25 * size(minus(root, wrist))) return null;
	}
	const across = minus(at(INDEX_MCP), at(PINKY_MCP));
	const tip = minus(at(DIGITS.thumb[3]), at(INDEX_MCP));
	if (dot(tip, across) / (dot(across, across) || 1) < limits.aside) return null;

	const centre = at(MIDDLE_MCP);
	return { x: centre[0], y: centre[1], length: size(middle) };
}

function isTall(hand: TrackedHand): boolean {
	let top = Infinity;
	let bottom = -Infinity;
	for (let i = 1; i < hand.imageLandmarks.length; i += 3) {
		top = Math.min(top, hand.imageLandmarks[i]!);
		bottom = Math.max(bottom, hand.imageLandmarks[i]!);
	}
	return bottom - top >= LEAST_HEIGHT;
}

import type { Side } from '../../schema/ids.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';

/** A jointed hand for tests: palm of length 1 in the plane of the picture, fingers that bend towards the viewer. */
export type JointedHand = {
	/** Bend at root, middle and end joint of index, middle, ring and little finger, degrees. */
	bends: readonly (readonly [root: number, middle: number, end: number])[];
	/** Where the thumb's tip is; its other joints lie on a line from its root. */
	thumb: readonly [number, number, number];
};

const ROOTS: readonly (readonly [number, number])[] = [
	[-0.28, 0.95],
	[0, 1],
	[0.25, 0.93],
	[0.45, 0.8]
];
const BONES: readonly (readonly [number, number, number])[] = [
	[0.45, 0.27, 0.22],
	[0.5, 0.3, 0.23],
	[0.46, 0.28, 0.22],
	[0.36, 0.2, 0.19]
];
type Point = [number, number, number];

/** The joints of a finger, root to tip. */
function chain(finger: number, bends: readonly [number, number, number]): Point[] {
	const [x, y] = ROOTS[finger]!;
	const points: Point[] = [[x, y, 0]];
	let turned = 0;
	BONES[finger]!.forEach((length, i) => {
		turned += (bends[i]! * Math.PI) / 180;
		const [, by, bz] = points.at(-1)!;
		points.push([x, by + length * Math.cos(turned), bz + length * Math.sin(turned)]);
	});
	return points;
}

/** Where a finger's tip is: for a thumb that is to meet it. */
export const tipOf = (finger: number, bends: readonly [number, number, number]): Point => chain(finger, bends).at(-1)!;

/** 63 numbers. `scale`, `turn` (degrees, in the picture) and `side` place the hand; the pose is the same. */
export function landmarksOf(hand: JointedHand, { scale = 0.2, turn = 0, side = 'right' as Side } = {}): Float32Array {
	const root: Point = [-0.3, 0.25, 0.05];
	const thumb = [0, 0.4, 0.72, 1].map(
		(t): Point => root.map((value, k) => value + (hand.thumb[k]! - value) * t) as Point
	);
	const points: Point[] = [[0, 0, 0], ...thumb, ...hand.bends.flatMap((bends, i) => chain(i, bends))];
	const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
	return Float32Array.from(
		points.flatMap(([x, y, z]) => {
			const across = side === 'left' ? -x : x;
			return [0.5 + (across * cos - y * sin) * scale, 0.5 + (across * sin + y * cos) * scale, z * scale];
		})
	);
}

/** `count` frames at 30 a second, all with this hand. */
export const framesOf = (landmarks: Float32Array, count: number, side: Side = 'right'): TrackFrame[] =>
	Array.from({ length: count }, (_, i) => ({
		ptsUs: ptsUs(Math.round((i * 1e6) / 30)),
		hands: [
			{
				side,
				rawLabel: side,
				handednessScore: 1,
				presence: null,
				landmarkConfidence: null,
				imageLandmarks: landmarks,
				worldLandmarks: landmarks
			}
		]
	}));

const bent = (...each: [number, number, number][]): JointedHand['bends'] => each;
const OPEN: [number, number, number] = [10, 12, 8];
const BENT: [number, number, number] = [35, 45, 25];
const FIST: [number, number, number] = [60, 85, 45];
const beside = (tip: Point, by: number): Point => [tip[0], tip[1], tip[2] + by];
/** Half way between several tips. */
const amid = (...tips: Point[]): Point =>
	[0, 1, 2].map((k) => tips.reduce((sum, tip) => sum + tip[k]!, 0) / tips.length) as Point;

const [BENT0, BENT1, BENT2, BENT3] = [0, 1, 2, 3].map((finger) => tipOf(finger, BENT)) as [Point, Point, Point, Point];

/** Poses as the taxonomy describes them, with the group that each is of. */
export const POSES = {
	G01: { bends: bent(FIST, FIST, FIST, FIST), thumb: [-0.15, 0.75, 0.75] },
	G02: { bends: bent(FIST, FIST, FIST, FIST), thumb: [-0.4, 1.2, 0.1] },
	G03: { bends: bent([15, 10, 5], FIST, FIST, FIST), thumb: [-0.4, 1.1, 0.15] },
	G08: { bends: bent([5, 8, 5], [5, 8, 5], BENT, BENT), thumb: [-1, 0.7, 0.1] },
	G10: { bends: bent(FIST, FIST, FIST, FIST), thumb: [-0.33, 1.1, 0.35] },
	G12: { bends: bent(BENT, OPEN, OPEN, OPEN), thumb: beside(BENT0, 0.2) },
	G13: { bends: bent(BENT, BENT, OPEN, OPEN), thumb: beside(amid(BENT0, BENT1), 0.25) },
	G15: { bends: bent(BENT, BENT, BENT, BENT), thumb: beside(amid(BENT0, BENT1, BENT2, BENT3), 0.5) },
	G16: { bends: bent([20, 5, 4], [20, 5, 4], [20, 5, 4], [20, 5, 4]), thumb: [-0.12, 1.5, 0.5] }
} as const satisfies Record<string, JointedHand>;

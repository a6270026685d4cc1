import type { RestJoint } from './rest-pose.ts';

export const DIGITS = ['thumb', 'index', 'middle', 'ring', 'pinky'] as const;
export type Digit = (typeof DIGITS)[number];

/** Places of a digit's joints in `REST`, from the palm to the tip. The thumb has four, a finger five. */
export const CHAINS: Record<Digit, readonly number[]> = {
	thumb: [1, 2, 3, 4],
	index: [5, 6, 7, 8, 9],
	middle: [10, 11, 12, 13, 14],
	ring: [15, 16, 17, 18, 19],
	pinky: [20, 21, 22, 23, 24]
};

/** The joint that each joint hangs from: the wrist (0) for the first of a digit. The wrist has none (−1). */
export const PARENTS: readonly number[] = [
	-1,
	0,
	1,
	2,
	3,
	...[5, 10, 15, 20].flatMap((k) => [0, k, k + 1, k + 2, k + 3])
];

/** The 21 points of a hand landmark model, in its order, as places in `REST`: fingers without their metacarpals. */
export const POINTS: readonly number[] = [
	0,
	1,
	2,
	3,
	4,
	...[5, 10, 15, 20].flatMap((k) => [k + 1, k + 2, k + 3, k + 4])
];

export const namesOf = (rest: readonly RestJoint[]): string[] => rest.map(({ name }) => name);

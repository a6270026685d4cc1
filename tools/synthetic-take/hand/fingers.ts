import { DIGITS, type Digit } from './joints.ts';

/**
 * Degrees a digit's joints are turned from the open hand.
 * thumb    flexion, spread and twist of its base, then flexion of its two upper joints
 * fingers  flexion and spread of the knuckle, then flexion of the two upper joints
 * Flexion closes the hand; spread and twist are positive towards the thumb's side.
 */
export type Fingers = Record<Digit, readonly number[]>;

/** The least and the most a joint turns, degrees, in the order of `Fingers`. */
export const LOWEST = { thumb: [-20, -45, -55, -10, -15], finger: [-12, -12, 0, 0] } as const;
export const HIGHEST = { thumb: [50, 55, 55, 60, 75], finger: [88, 12, 100, 65] } as const;

/** Hanging loose over a desk: what a hand looks like when it does nothing. */
export const RELAXED: Fingers = {
	thumb: [4, 4, 0, 8, 10],
	index: [14, 2, 16, 8],
	middle: [17, 0, 20, 10],
	ring: [18, -2, 22, 11],
	pinky: [16, -5, 20, 10]
};

export const SPREAD: Fingers = {
	thumb: [-4, 12, 0, 2, 0],
	index: [2, 9, 4, 2],
	middle: [3, 2, 4, 2],
	ring: [3, -5, 4, 2],
	pinky: [2, -11, 4, 2]
};

export const FIST: Fingers = {
	thumb: [30, 10, 20, 35, 40],
	index: [78, 0, 92, 52],
	middle: [80, 0, 95, 55],
	ring: [80, 0, 95, 55],
	pinky: [78, -2, 92, 50]
};

export const POINTING: Fingers = { ...FIST, index: [4, 0, 6, 3] };

export function mixFingers(a: Fingers, b: Fingers, share: number): Fingers {
	const mixed = DIGITS.map((digit) => [digit, a[digit].map((angle, i) => angle * (1 - share) + b[digit][i]! * share)]);
	return Object.fromEntries(mixed) as Fingers;
}

import type { Declared } from '../../schema/quality.ts';
import type { Side } from '../../schema/ids.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { DIGITS, type Digit } from '../hands/topology.ts';

export const DIGIT_NAMES = Object.keys(DIGITS) as Digit[];

/** Whether a landmark of this side is one that the person said they do not have. */
export const isAbsent = (declared: Declared, side: Side, landmark: number): boolean =>
	declared.absent[side].includes(landmark);

/** [QR23] Points of this side that have to be in the picture: the same share of the points that the hand has. 0 where it has none. */
export const leastPoints = (declared: Declared, side: Side, ofWhole: number): number =>
	Math.ceil((ofWhole * (LANDMARKS - declared.absent[side].length)) / LANDMARKS);

export const lacksHand = (declared: Declared, side: Side): boolean => declared.absent[side].length === LANDMARKS;

/** Something is declared of this side: the hand may look or be built otherwise than a model expects. */
export const differs = (declared: Declared, side: Side): boolean =>
	declared.covered[side] || declared.absent[side].length > 0;

export const ALL_POINTS: readonly number[] = Array.from({ length: LANDMARKS }, (_, i) => i);

/** Absent landmarks of a hand that lacks these digits, rising; 'hand': all of them. */
export function absentPoints(lacking: readonly Digit[] | 'hand'): number[] {
	if (lacking === 'hand') return [...ALL_POINTS];
	return lacking.flatMap((digit) => [...DIGITS[digit]]).sort((a, b) => a - b);
}

/** Inverse of `absentPoints`; a digit of which one point is left is not lacking. */
export function lackingDigits(absent: readonly number[]): Digit[] {
	return DIGIT_NAMES.filter((digit) => DIGITS[digit].every((landmark) => absent.includes(landmark)));
}

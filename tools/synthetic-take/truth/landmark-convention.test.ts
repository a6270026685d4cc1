import { expect, it } from 'vitest';
import { asLandmarks } from './landmark-convention.ts';

it('moves each bone joint towards the next one, and tips beyond their bone', () => {
	// A hand on a ruler: every joint at its number.
	const moved = asLandmarks(Array.from({ length: 21 }, (_, i) => [i, 0]));
	expect(moved[0]![0]).toBeCloseTo(0.18 * 9, 9); // towards the middle knuckle
	expect(moved[1]![0]).toBeCloseTo(1.18, 9);
	expect(moved[5]![0]).toBeCloseTo(5.25, 9);
	expect(moved[6]![0]).toBeCloseTo(6.12, 9);
	expect(moved[7]![0]).toBeCloseTo(7.19, 9);
	expect(moved[8]![0]).toBeCloseTo(8.4, 9);
});

import { describe, expect, it } from 'vitest';
import { decideSides, NO_MEMORY, type RawHand } from './decide-sides.ts';

/** A hand of palm length 0.1 with its wrist at (x, 0.5). */
function aHand(x: number, rawLabel: 'left' | 'right', handednessScore = 0.9): RawHand {
	const imageLandmarks = new Float32Array(63);
	for (let i = 0; i < 21; i++) imageLandmarks.set([x, 0.5 - i * (0.1 / 9), 0], i * 3);
	return {
		rawLabel,
		handednessScore,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks,
		worldLandmarks: new Float32Array(63)
	};
}
const sides = (hands: { side: string; imageLandmarks: Float32Array }[]) =>
	hands.map((h) => [h.side, Math.round(h.imageLandmarks[0]! * 100) / 100]);

describe('decideSides', () => {
	it('an unmirrored picture gives the person’s own side', () => {
		expect(sides(decideSides([aHand(0.3, 'right')], NO_MEMORY, 0, false).hands)).toEqual([['right', 0.3]]);
	});
	it('a mirrored picture swaps it, and the raw label is kept', () => {
		const [hand] = decideSides([aHand(0.3, 'right')], NO_MEMORY, 0, true).hands;
		expect([hand!.side, hand!.rawLabel]).toEqual(['left', 'right']);
	});
	it('no hand is an empty list and forgets nothing', () => {
		const before = decideSides([aHand(0.3, 'left')], NO_MEMORY, 0, false).memory;
		expect(decideSides([], before, 33_333, false)).toEqual({ hands: [], memory: before });
	});
	it('one hand found twice stays one hand', () => {
		expect(sides(decideSides([aHand(0.3, 'left', 0.6), aHand(0.31, 'right', 0.9)], NO_MEMORY, 0, false).hands)).toEqual(
			[['right', 0.31]]
		);
	});
	it('two left hands: the one near the left hand of before stays left', () => {
		const { memory } = decideSides([aHand(0.2, 'left'), aHand(0.8, 'right')], NO_MEMORY, 0, false);
		// The hand at 0.78 is the surer "left", yet it stands where the right hand was.
		const { hands } = decideSides([aHand(0.78, 'left', 0.99), aHand(0.22, 'left', 0.6)], memory, 33_333, false);
		expect(sides(hands)).toEqual([['left', 0.22], ['right', 0.78]]); // prettier-ignore
	});
	it('after more than a second memory does not count, and the surer hand keeps its label', () => {
		const { memory } = decideSides([aHand(0.2, 'left'), aHand(0.8, 'right')], NO_MEMORY, 0, false);
		const { hands } = decideSides([aHand(0.78, 'left', 0.99), aHand(0.22, 'left', 0.6)], memory, 1_000_001, false);
		expect(sides(hands)).toEqual([['left', 0.78], ['right', 0.22]]); // prettier-ignore
	});
});

import { expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { packBodies, unpackBodies, type BodyLook } from './pack-bodies.ts';

const numbers = (count: number, from: number) => Float32Array.from({ length: count }, (_, i) => from + i / 8);
const looks: BodyLook[] = [
	{ ptsUs: ptsUs(0), body: null },
	{
		ptsUs: ptsUs(200_000),
		body: {
			presence: 0.75,
			imageLandmarks: numbers(75, -1),
			worldLandmarks: numbers(75, 2),
			visibility: numbers(25, 0)
		}
	},
	{ ptsUs: ptsUs(433_333), body: null },
	{
		ptsUs: ptsUs(7_200_000_001),
		body: { presence: 0.5, imageLandmarks: numbers(75, 5), worldLandmarks: numbers(75, 7), visibility: numbers(25, 9) }
	}
];

it('gives back what was packed, nobody as nobody, and times beyond 32 bits', () => {
	const block = packBodies(looks);
	// 16 of head, 4 · (8 + 4) of times, 2 bodies of 1 + 75 + 75 + 25 = 176 numbers.
	expect(block.byteLength).toBe(16 + 48 + 2 * 176 * 4);
	expect(unpackBodies(block)).toEqual(looks);
	expect(unpackBodies(packBodies([]))).toEqual([]);
});

it('refuses bytes that are not such a block', () => {
	const block = packBodies(looks);
	expect(() => unpackBodies(block.slice(4))).toThrow(RangeError);
	expect(() => unpackBodies(new ArrayBuffer(0))).toThrow(RangeError);
	// Says that everybody was seen, with records for two.
	const lying = block.slice(0);
	new Uint32Array(lying, 16 + 4 * 8, 4).fill(1);
	expect(() => unpackBodies(lying)).toThrow(RangeError);
});

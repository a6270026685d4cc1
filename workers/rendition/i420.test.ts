import { expect, it } from 'vitest';
import { i420Bytes, i420FromRgba } from './i420.ts';

/** Colour bars of BT.709 in limited range: R, G, B → Y, Cb, Cr, worked out from 3.3 and 3.5 of the recommendation. */
it.each([
	['black', [0, 0, 0], [16, 128, 128]],
	['white', [255, 255, 255], [235, 128, 128]],
	['grey', [128, 128, 128], [126, 128, 128]],
	['red', [255, 0, 0], [63, 102, 240]],
	['green', [0, 255, 0], [173, 42, 26]],
	['blue', [0, 0, 255], [32, 240, 118]]
])('writes %s', (_name, [r, g, b], expected) => {
	const into = new Uint8Array(i420Bytes(2, 2));
	i420FromRgba(Uint8ClampedArray.from(Array(4).fill([r, g, b, 255]).flat()), 2, 2, into);
	expect([into[0], into[4], into[5]]).toEqual(expected);
	expect([...into.subarray(0, 4)]).toEqual(Array(4).fill(expected[0]));
});

it('puts rows where they belong', () => {
	const rgba = new Uint8ClampedArray(4 * 2 * 4).fill(255);
	rgba.fill(0, 0, 16); // the upper row of four pixels is black (and see-through, which does not matter)
	const into = new Uint8Array(i420Bytes(4, 2));
	i420FromRgba(rgba, 4, 2, into);
	expect([...into]).toEqual([16, 16, 16, 16, 235, 235, 235, 235, 128, 128, 128, 128]);
});

import { describe, expect, it } from 'vitest';
import { sampleRegion, type Pixels } from './sample-region.ts';

/** Red is 10 · column, green is 10 · row. */
const ramp = (width: number, height: number): Pixels => {
	const data = new Uint8Array(4 * width * height);
	for (let i = 0; i < width * height; i++) data.set([10 * (i % width), 10 * Math.floor(i / width), 0, 255], 4 * i);
	return { width, height, data };
};
const red = (into: Float32Array, side: number, x: number, y: number) => into[3 * (y * side + x)]! * 255;
const green = (into: Float32Array, side: number, x: number, y: number) => into[3 * (y * side + x) + 1]! * 255;

describe('crop', () => {
	it('samples corner to corner: index i shows the place i/side of the way, in pixel indices', () => {
		const into = new Float32Array(3 * 16);
		// Square from index 2 to 10, four samples: 2, 4, 6, 8. Half-pixel sampling would give 2.5, 4.5, 6.5, 8.5.
		sampleRegion(ramp(16, 16), { x: 6, y: 6, side: 8, rotation: 0 }, 4, 'edge', into);
		expect([0, 1, 2, 3].map((x) => red(into, 4, x, 0))).toEqual([20, 40, 60, 80].map((v) => expect.closeTo(v, 3)));
		expect([0, 1, 2, 3].map((y) => green(into, 4, 0, y))).toEqual([20, 40, 60, 80].map((v) => expect.closeTo(v, 3)));
	});

	it('blends between pixels, in 1/32 of a pixel and whole numbers', () => {
		const into = new Float32Array(12);
		sampleRegion(ramp(8, 8), { x: 3.25, y: 4, side: 2, rotation: 0 }, 2, 'edge', into);
		// From 2.25 in steps of 1: 22.5 and 32.5, in whole numbers, halves up.
		expect(red(into, 2, 0, 0)).toBeCloseTo(23, 3);
		expect(red(into, 2, 1, 0)).toBeCloseTo(33, 3);
		// 2.24 is nearest to 2 + 8/32, 2.23 to 2 + 7/32: 22.5 and 22.19.
		sampleRegion(ramp(8, 8), { x: 3.24, y: 4, side: 2, rotation: 0 }, 2, 'edge', into);
		expect(red(into, 2, 0, 0)).toBeCloseTo(23, 3);
		sampleRegion(ramp(8, 8), { x: 3.23, y: 4, side: 2, rotation: 0 }, 2, 'edge', into);
		expect(red(into, 2, 0, 0)).toBeCloseTo(22, 3);
	});

	it('turns: a quarter clockwise, the square’s right is the picture’s down', () => {
		const into = new Float32Array(12);
		sampleRegion(ramp(16, 16), { x: 8, y: 8, side: 4, rotation: Math.PI / 2 }, 2, 'edge', into);
		// Top left of the square is the picture's top right (10, 6); one step right is two pixels down.
		expect([red(into, 2, 0, 0), green(into, 2, 0, 0)]).toEqual([expect.closeTo(100, 3), expect.closeTo(60, 3)]);
		expect([red(into, 2, 1, 0), green(into, 2, 1, 0)]).toEqual([expect.closeTo(100, 3), expect.closeTo(80, 3)]);
	});

	it('repeats the edge, or fades to black over one pixel', () => {
		const pixels = ramp(4, 4);
		const into = new Float32Array(3 * 64);
		const region = { x: 2, y: 2, side: 8, rotation: 0 }; // -2 … 5
		sampleRegion(pixels, region, 8, 'edge', into);
		expect([0, 2, 5, 7].map((x) => red(into, 8, x, 2))).toEqual([0, 0, 30, 30].map((v) => expect.closeTo(v, 3)));
		sampleRegion(pixels, { ...region, x: 2.5 }, 8, 'black', into); // -1.5 … 5.5: 3.5 is half of the last pixel
		expect([4, 5, 6].map((x) => red(into, 8, x, 3))).toEqual([25, 15, 0].map((v) => expect.closeTo(v, 3)));
	});
});

import { describe, expect, it } from 'vitest';
import { decodePalms, mergePalms } from './decode-palms.ts';
import { PALM_ANCHORS, palmAnchors } from './palm-anchors.ts';
import type { Palm } from './region.ts';

describe('palm anchors', () => {
	it('has two in each of 24·24 cells and then six in each of 12·12: 1152 + 864 = 2016', () => {
		const anchors = palmAnchors();
		expect(anchors.length).toBe(2 * PALM_ANCHORS);
		// Cell 0 of stride 8: (0 + 0.5) / 24. Both of its anchors are the same.
		expect([...anchors.subarray(0, 4)]).toEqual([0.5 / 24, 0.5 / 24, 0.5 / 24, 0.5 / 24].map(Math.fround));
		// Anchor 2 · 24 begins the second row: x of cell 0, y of cell 1.
		expect([...anchors.subarray(96, 98)]).toEqual([0.5 / 24, 1.5 / 24].map(Math.fround));
		// Anchor 1152 begins the coarse grid; its sixth repeats it and its seventh is the next cell.
		expect([...anchors.subarray(2304, 2306)]).toEqual([0.5 / 12, 0.5 / 12].map(Math.fround));
		expect([...anchors.subarray(2314, 2318)]).toEqual([0.5 / 12, 0.5 / 12, 1.5 / 12, 0.5 / 12].map(Math.fround));
		expect([...anchors.subarray(-2)]).toEqual([11.5 / 12, 11.5 / 12].map(Math.fround));
	});
});

describe('decoding', () => {
	const empty = () => ({ regressors: new Float32Array(2016 * 18), logits: new Float32Array(2016).fill(-200) });
	const view = { x: 320, y: 240, side: 640, rotation: 0 };

	it('places a box and its points from the anchor, in the picture that the square holds', () => {
		const { regressors, logits } = empty();
		// Anchor 1152: centre (0.5/12, 0.5/12) of the square. 1 network pixel is 640/192 = 3 1/3 picture pixels.
		regressors.set([6, 12, 30, 60, 3, -3, 0, 0, 9, 0], 1152 * 18);
		logits[1152] = Math.log(3); // sigmoid 0.75
		const [palm, ...others] = decodePalms(regressors, logits, view);
		expect(others).toEqual([]);
		// Square from x = 0, y = -80. Anchor at 640/24 = 26.67 → x 26.67, y -53.33. Centre: +20, +40 → 46.67, -13.33.
		expect(palm!.width).toBeCloseTo(100, 3);
		expect(palm!.height).toBeCloseTo(200, 3);
		expect(palm!.x).toBeCloseTo(46.667 - 50, 2);
		expect(palm!.y).toBeCloseTo(-13.333 - 100, 2);
		expect(palm!.points[0]).toBeCloseTo(36.667, 2);
		expect(palm!.points[1]).toBeCloseTo(-63.333, 2);
		expect(palm!.points[4]).toBeCloseTo(56.667, 2);
		expect(palm!.confidence).toBeCloseTo(0.75, 6);
	});

	it('clips logits before the sigmoid, and leaves out what is under one half', () => {
		const { regressors, logits } = empty();
		logits[0] = 1e6;
		logits[3] = -0.001;
		regressors.set([0, 0, 19.2, 19.2], 0);
		const palms = decodePalms(regressors, logits, view);
		expect(palms.map((palm) => palm.confidence)).toEqual([1]);
	});
});

describe('one palm a hand', () => {
	const aPalm = (x: number, confidence: number): Palm => ({
		x,
		y: 0,
		width: 10,
		height: 10,
		points: new Float32Array(14).fill(x),
		confidence
	});

	it('makes the mean of overlapping boxes, weighted by confidence, with the confidence of the surest', () => {
		// 0..10 and 2..12 share 8 of 12: 0.67 > 0.3. Mean: (0·0.9 + 2·0.6) / 1.5 = 0.8.
		const [merged, ...others] = mergePalms([aPalm(2, 0.6), aPalm(0, 0.9)]);
		expect(others).toEqual([]);
		expect(merged!.x).toBeCloseTo(0.8, 6);
		expect(merged!.width).toBeCloseTo(10, 6);
		expect(merged!.points[3]).toBeCloseTo(0.8, 6);
		expect(merged!.confidence).toBe(0.9);
	});

	it('keeps boxes apart that share 0.3 of their joint area or less, surest first', () => {
		// 0..10 and 6..16 share 4 of 16: 0.25.
		expect(mergePalms([aPalm(6, 0.6), aPalm(0, 0.9)]).map((palm) => palm.x)).toEqual([0, 6]);
	});
});

import { describe, expect, it } from 'vitest';
import { decodeFaces, FACE_ANCHORS, faceAnchors, mergeFaces, overlap } from './blazeface.ts';
import { fromRegion, planRegions } from './face-regions.ts';

const box = (x: number, y: number, size: number, confidence = 0.9) => ({ x, y, width: size, height: size, confidence });

describe('anchors', () => {
	it('are 16·16·2 and then 8·8·6, in the middle of their cells', () => {
		const anchors = faceAnchors();
		expect(anchors.length).toBe(FACE_ANCHORS * 2);
		expect([...anchors.subarray(0, 6)]).toEqual([1 / 32, 1 / 32, 1 / 32, 1 / 32, 3 / 32, 1 / 32]);
		expect([...anchors.subarray(1024, 1026)]).toEqual([1 / 16, 1 / 16]);
		expect([...anchors.subarray(-2)]).toEqual([15 / 16, 15 / 16]);
	});
});

it('decodeFaces turns offsets from the anchor into boxes of the square', () => {
	const regressors = new Float32Array(FACE_ANCHORS * 16);
	const classificators = new Float32Array(FACE_ANCHORS).fill(-10);
	// Anchor 0 stands at 1/32. 12.8 pixels are a tenth of 128: centre at 1/32 + 0.1, side 0.2.
	regressors.set([12.8, 12.8, 25.6, 25.6], 0);
	classificators[0] = Math.log(3); // logistic of ln 3 is 3/4
	const [face, ...others] = decodeFaces(regressors, classificators, 0.5);
	expect(others).toEqual([]);
	expect(face!.x).toBeCloseTo(1 / 32, 5);
	expect(face!.width).toBeCloseTo(0.2, 5);
	expect(face!.confidence).toBeCloseTo(0.75, 5);
	expect(decodeFaces(regressors, classificators, 0.8)).toEqual([]);
});

describe('mergeFaces', () => {
	it('two boxes on one face become their weighted mean, with the surer one’s confidence', () => {
		// Shared 0.18·0.2 of 0.2·0.2 + 0.2·0.2 - shared: 0.036 / 0.044 = 0.82.
		expect(overlap(box(0.1, 0.1, 0.2), box(0.12, 0.1, 0.2))).toBeCloseTo(0.818, 3);
		const [face, ...others] = mergeFaces([box(0.12, 0.1, 0.2, 0.3), box(0.1, 0.1, 0.2, 0.9)]);
		expect(others).toEqual([]);
		expect(face!.x).toBeCloseTo((0.1 * 0.9 + 0.12 * 0.3) / 1.2, 6);
		expect(face!.confidence).toBe(0.9);
	});
	it('faces apart stay apart, surest first', () => {
		expect(mergeFaces([box(0, 0, 0.1, 0.7), box(0.5, 0.5, 0.1, 0.8)]).map((f) => f.confidence)).toEqual([0.8, 0.7]);
		expect(mergeFaces([])).toEqual([]);
	});
});

describe('planRegions', () => {
	it('a square picture needs one look', () => {
		expect(planRegions(720, 720)).toEqual([{ x: 0, y: 0, side: 720 }]);
	});
	it('a tall picture: the whole with bars, then squares from top to bottom that share half their side', () => {
		// 608·1080: 1080/608 - 1 = 0.78, over 0.5 and rounded up 2, so 3 squares, 236 pixels apart.
		expect(planRegions(608, 1080)).toEqual([
			{ x: -236, y: 0, side: 1080 },
			{ x: 0, y: 0, side: 608 },
			{ x: 0, y: 236, side: 608 },
			{ x: 0, y: 472, side: 608 }
		]);
	});
	it('a box of a region lands where it is in the picture', () => {
		const face = fromRegion(box(0.5, 0.25, 0.1), { x: -236, y: 0, side: 1080 }, 608, 1080);
		expect(face.x).toBeCloseTo((540 - 236) / 608, 6);
		expect(face.y).toBeCloseTo(0.25, 6);
		expect(face.width).toBeCloseTo(108 / 608, 6);
		expect(face.height).toBeCloseTo(0.1, 6);
	});
});

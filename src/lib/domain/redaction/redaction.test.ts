import { describe, expect, it } from 'vitest';
import type { TrackedHand } from '../../schema/track.ts';
import type { PtsUs } from '../../schema/time.ts';
import { coverPixels } from './cover.ts';
import { facesNotHands } from './faces-not-hands.ts';
import { mergeBoxes, padBox } from './face-box.ts';
import { addSecondLook, planRedaction, type FacesOnFrame } from './plan-redaction.ts';

const aFace = (x: number) => ({ x, y: 0.4, width: 0.1, height: 0.2, confidence: 0.9 });
const aFrame = (ms: number, faces: FacesOnFrame['faces'] = []): FacesOnFrame => ({
	ptsUs: (ms * 1000) as PtsUs,
	faces
});

describe('planRedaction', () => {
	it('holds a face half a second before and after, and no longer', () => {
		const frames = [0, 499, 500, 999, 1000, 1500, 1501].map((ms) => aFrame(ms, ms === 1000 ? [aFace(0.5)] : []));
		expect(planRedaction(frames).map((frame) => frame.boxes.length)).toEqual([0, 0, 1, 1, 1, 1, 0]);
	});
	it('pads by 35 % of the box on every side', () => {
		const [box] = planRedaction([aFrame(0, [aFace(0.5)])])[0]!.boxes;
		expect(box!.x).toBeCloseTo(0.465);
		expect(box!.y).toBeCloseTo(0.33);
		expect(box!.width).toBeCloseTo(0.17);
		expect(box!.height).toBeCloseTo(0.34);
	});
	it('redacts a frame whole when a detector could not look at it', () => {
		const plan = planRedaction([aFrame(0, [aFace(0.1)]), aFrame(33, null), aFrame(66)]);
		expect(plan.map((frame) => frame.whole)).toEqual([false, true, false]);
		expect(plan[2]!.boxes).toHaveLength(1);
	});
	it('covers a face that moves with one box around its way', () => {
		const plan = planRedaction([aFrame(0, [aFace(0.3)]), aFrame(33, [aFace(0.32)])]);
		expect(plan[0]!.boxes).toHaveLength(1);
		expect(plan[0]!.boxes[0]!.width).toBeCloseTo(0.19);
	});
	it('keeps two people apart', () => {
		expect(planRedaction([aFrame(0, [aFace(0.1), aFace(0.7)])])[0]!.boxes).toHaveLength(2);
	});
});

describe('facesNotHands', () => {
	// A hand from 0.4 to 0.6 both ways, with its skin from 0.35 to 0.65.
	const hand = {
		imageLandmarks: Float32Array.from({ length: 63 }, (_, i) => (i % 3 === 2 ? 0 : i < 33 ? 0.4 : 0.6))
	} as TrackedHand;
	const face = (x: number, confidence: number) => ({ x, y: 0.4, width: 0.2, height: 0.2, confidence });
	it('takes an unsure face on a hand for the hand', () => {
		expect(facesNotHands([face(0.42, 0.7)], [hand])).toEqual([]);
		expect(facesNotHands([face(0.42, 0.7)], [])).toHaveLength(1);
	});
	it('keeps a sure face, and one that is only partly on the hand', () => {
		expect(facesNotHands([face(0.42, 0.85)], [hand])).toHaveLength(1);
		expect(facesNotHands([face(0.52, 0.6)], [hand])).toHaveLength(1); // 0.13 of 0.2 wide: 65 %
	});
});

describe('addSecondLook', () => {
	const frames = [aFrame(0, [aFace(0.1)]), aFrame(33), aFrame(66, null)];
	it('covers what was found on covered pictures, there and not around it', () => {
		const added = addSecondLook(frames, [aFrame(0, [aFace(0.6)])], false);
		const plan = planRedaction(added);
		expect(plan.map(({ boxes }) => boxes.length)).toEqual([2, 1, 1]);
		expect(plan[0]!.boxes[1]!.x).toBeCloseTo(0.59);
		expect(addSecondLook(added, [aFrame(0, [aFace(0.7)])], false)[0]!.again).toHaveLength(2);
	});
	it('gives up on a frame where faces keep being found, or that could not be looked at', () => {
		const last = addSecondLook(frames, [aFrame(0, [aFace(0.6)]), aFrame(33, [])], true);
		expect(planRedaction(last).map(({ whole }) => whole)).toEqual([true, false, true]);
		expect(addSecondLook(frames, [aFrame(0, null)], false)[0]!.faces).toBeNull();
	});
});

describe('boxes', () => {
	it('are cut at the edge, and vanish outside', () => {
		const cut = padBox({ x: -0.05, y: 0.9, width: 0.2, height: 0.2 }, 0)!;
		expect([cut.x, cut.width]).toEqual([0, expect.closeTo(0.15)]);
		expect(cut.height).toBeCloseTo(0.1);
		expect(padBox({ x: 2, y: 0, width: 0.1, height: 0.1 }, 0.35)).toBeNull();
	});
	it('that touch through a third one become one', () => {
		const box = (x: number) => ({ x, y: 0, width: 0.2, height: 0.2 });
		expect(mergeBoxes([box(0), box(0.3), box(0.15)])).toHaveLength(1);
	});
});

describe('coverPixels', () => {
	const noise = (width: number, height: number) => {
		let seed = 7;
		return Uint8ClampedArray.from({ length: width * height * 4 }, () => (seed = (seed * 48271) % 2147483647) % 256);
	};
	it('leaves nothing of two pictures that share their averages but not their pixels', () => {
		const one = noise(40, 40);
		const other = one.slice();
		// The same pixels, mirrored inside each 10-pixel cell: equal averages, another picture.
		for (let y = 0; y < 40; y++)
			for (let x = 0; x < 40; x++) {
				const from = (y * 40 + Math.floor(x / 10) * 10 + (9 - (x % 10))) * 4;
				for (let c = 0; c < 4; c++) other[(y * 40 + x) * 4 + c] = one[from + c]!;
			}
		expect(other).not.toEqual(one);
		coverPixels(one, 40, 40, 4, 4);
		coverPixels(other, 40, 40, 4, 4);
		expect(other).toEqual(one);
	});
	it('keeps the mean colour', () => {
		const pixels = noise(30, 20);
		const mean = (rgba: Uint8ClampedArray) => rgba.reduce((sum, v, i) => (i % 4 === 0 ? sum + v : sum), 0) / 600;
		const before = mean(pixels);
		coverPixels(pixels, 30, 20, 3, 2);
		expect(Math.abs(mean(pixels) - before)).toBeLessThan(4);
	});
	it('takes a box thinner than its cells', () => {
		const pixels = noise(2, 1);
		coverPixels(pixels, 2, 1, 4, 4);
		expect(pixels).toHaveLength(8);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHand, imageFromRegion, regionFromImage, turnWorld } from './decode-hand.ts';
import { normalAngle, regionFromLandmarks, regionFromPalm, regionOverlap, wholeFrame, type Palm } from './region.ts';

const aPalm = (points: number[]): Palm => ({
	x: 100,
	y: 200,
	width: 40,
	height: 60,
	points: Float32Array.from([...points, ...new Array<number>(14 - points.length).fill(0)]),
	confidence: 0.9
});
const frame = { width: 640, height: 480 };

describe('region of a palm', () => {
	it('holds the hand of a palm whose fingers point up: half a height on, 2.6 times the longer side', () => {
		// Wrist (120, 260) below the middle knuckle (120, 210): not turned. Box centre (120, 230), 60 high: up by 30.
		const region = regionFromPalm(aPalm([120, 260, 0, 0, 120, 210]), false);
		expect(region.x).toBeCloseTo(120, 6);
		expect(region.y).toBeCloseTo(200, 6);
		expect(region.side).toBeCloseTo(156, 6);
		expect(region.rotation).toBeCloseTo(0, 6);
	});

	it('turns clockwise: fingers that point right are a quarter', () => {
		// Up of the square is the picture's right, so that half a height "up" goes right: 120 + 30.
		const region = regionFromPalm(aPalm([100, 230, 0, 0, 150, 230]), false);
		expect(region.rotation).toBeCloseTo(Math.PI / 2, 6);
		expect([region.x, region.y]).toEqual([expect.closeTo(150, 4), expect.closeTo(230, 4)]);
	});

	it('is turned too far by 90 rad less fourteen turns and a quarter, as MediaPipe turns it', () => {
		// 90 - 14 · 6.2831853 = 2.0354058; less 1.5707963 = 0.4646095
		expect(regionFromPalm(aPalm([120, 260, 0, 0, 120, 210])).rotation).toBeCloseTo(0.4646095, 6);
	});
});

describe('region of landmarks', () => {
	/** A hand that points up: wrist (320, 300), knuckles on y = 200, steady points within x 280..360, y 160..300. */
	const upright = (): Float32Array => {
		const points: Record<number, [number, number]> = {
			0: [320, 300], 1: [360, 280], 2: [350, 260], 3: [340, 240],
			5: [340, 200], 6: [340, 160], 9: [320, 200], 10: [320, 170],
			13: [300, 200], 14: [300, 180], 17: [280, 200], 18: [290, 190]
		}; // prettier-ignore
		const landmarks = new Float32Array(63);
		for (let i = 0; i < 21; i++) {
			// Tips far away must not count.
			const [x, y] = points[i] ?? [0, 0];
			landmarks.set([x / 640, y / 480, 0], 3 * i);
		}
		return landmarks;
	};

	it('is twice the steady landmarks, a tenth of their height on', () => {
		// Knuckles: ((340 + 300) / 2 + 320) / 2 = 320: straight up. Box 80 wide, 140 high, centre (320, 230); up by 14.
		const region = regionFromLandmarks(upright(), frame);
		expect(region.x).toBeCloseTo(320, 3);
		expect(region.y).toBeCloseTo(216, 3);
		expect(region.side).toBeCloseTo(280, 3);
		expect(region.rotation).toBeCloseTo(0, 6);
	});

	it('turns with the hand', () => {
		fc.assert(
			fc.property(fc.double({ min: -3.1, max: 3.1, noNaN: true }), (angle) => {
				const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
				const turned = upright();
				for (let i = 0; i < 63; i += 3) {
					const [x, y] = [turned[i]! * 640 - 320, turned[i + 1]! * 480 - 240];
					turned[i] = (320 + x * cos - y * sin) / 640;
					turned[i + 1] = (240 + x * sin + y * cos) / 480;
				}
				const region = regionFromLandmarks(turned, frame);
				// The upright centre lies 24 above the pivot.
				expect(region.x).toBeCloseTo(320 + 24 * sin, 2);
				expect(region.y).toBeCloseTo(240 - 24 * cos, 2);
				expect(region.side).toBeCloseTo(280, 2);
				expect(Math.cos(region.rotation - angle)).toBeCloseTo(1, 5);
			})
		);
	});
});

describe('geometry', () => {
	it('brings angles to -π..π', () => {
		expect(normalAngle(3 * Math.PI)).toBeCloseTo(-Math.PI, 9);
		expect(normalAngle(-0.1)).toBeCloseTo(-0.1, 9);
		expect(normalAngle(7)).toBeCloseTo(7 - 2 * Math.PI, 9);
	});

	it('compares regions as if they were straight', () => {
		const a = { x: 50, y: 50, side: 100, rotation: 0 };
		// Shifted by half: 50 · 100 shared of 15 000.
		expect(regionOverlap(a, { ...a, x: 100, rotation: 1 })).toBeCloseTo(1 / 3, 9);
		// A quarter of the area inside.
		expect(regionOverlap(a, { ...a, side: 50 })).toBeCloseTo(0.25, 9);
		expect(regionOverlap(a, { ...a, x: 150 })).toBe(0);
	});

	it('shows the palm network the whole picture in a square', () => {
		expect(wholeFrame(frame)).toEqual({ x: 320, y: 240, side: 640, rotation: 0 });
	});
});

describe('landmarks of a region', () => {
	it('are placed by hand: a quarter turn clockwise', () => {
		const landmarks = new Float32Array(63);
		landmarks.set([224, 112, 22.4]); // right edge, middle
		const placed = imageFromRegion(landmarks, { x: 100, y: 200, side: 64, rotation: Math.PI / 2 }, frame);
		// Half a side (32) to the square's right is down in the picture.
		expect(placed[0]! * 640).toBeCloseTo(100, 3);
		expect(placed[1]! * 480).toBeCloseTo(232, 3);
		// 22.4 / 224 / 0.4 = 0.25 of the side, over the width.
		expect(placed[2]! * 640).toBeCloseTo(16, 3);
	});

	it('come back from the picture', () => {
		const coordinate = fc.double({ min: -50, max: 274, noNaN: true });
		const region = fc.record({
			x: fc.double({ min: 0, max: 640, noNaN: true }),
			y: fc.double({ min: 0, max: 480, noNaN: true }),
			side: fc.double({ min: 20, max: 900, noNaN: true }),
			rotation: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true })
		});
		fc.assert(
			fc.property(fc.array(coordinate, { minLength: 63, maxLength: 63 }), region, (values, where) => {
				const landmarks = Float32Array.from(values);
				const back = regionFromImage(imageFromRegion(landmarks, where, frame), where, frame);
				// 32-bit numbers over 640 pixels, magnified by at most 224/20.
				for (let i = 0; i < 63; i++) expect(Math.abs(back[i]! - landmarks[i]!)).toBeLessThan(0.01);
			})
		);
	});

	it('turn the world along with the picture, and keep its lengths and depths', () => {
		const world = new Float32Array(63);
		world.set([0.1, 0, 0.03]);
		const turned = turnWorld(world, Math.PI / 2);
		expect([...turned.subarray(0, 3)]).toEqual([expect.closeTo(0, 6), expect.closeTo(0.1, 6), expect.closeTo(0.03, 6)]);
		expect([...turnWorld(turned, -Math.PI / 2).subarray(0, 2)]).toEqual([expect.closeTo(0.1, 6), expect.closeTo(0, 6)]);
	});

	it('name the surer side', () => {
		const output = { landmarks: new Float32Array(63), presence: 0.8, worldLandmarks: new Float32Array(63) };
		const region = { x: 0, y: 0, side: 1, rotation: 0 };
		expect(decodeHand({ ...output, rightness: 0.75 }, region, frame)).toMatchObject({
			rawLabel: 'right',
			handednessScore: 0.75,
			presence: 0.8
		});
		expect(decodeHand({ ...output, rightness: 0.25 }, region, frame)).toMatchObject({
			rawLabel: 'left',
			handednessScore: 0.75
		});
	});
});

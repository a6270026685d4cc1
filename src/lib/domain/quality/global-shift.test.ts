import { describe, expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { globalShift } from './global-shift.ts';
import { lookSeries } from './look-series.ts';
import type { LumaPlane } from './measure-look.ts';

/** Waves of several lengths and ways, seen through a window that has moved by (dx, dy) pixels; a square in it may go its own way. */
function scene(dx: number, dy: number, square: { x: number; y: number } | null = null): LumaPlane {
	const [width, height] = [384, 216];
	const wave = (x: number, y: number) =>
		128 +
		40 * Math.sin(x / 9 + Math.sin(y / 31)) +
		30 * Math.sin(y / 7 + Math.sin(x / 23)) +
		20 * Math.sin((x + y) / 17);
	const luma = new Uint8Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const inside = square && Math.abs(x - square.x) < 40 && Math.abs(y - square.y) < 40;
			const value = inside ? wave((x - square.x) * 3, (y - square.y) * 3) : wave(x - dx, y - dy);
			luma[y * width + x] = Math.round(value);
		}
	return { luma, width, height };
}

describe('globalShift', () => {
	it.each([
		[0, 0],
		[0.8, 0],
		[3, -2],
		[-7.5, 5.25],
		[16, 0]
	])('[QR20] finds a shift of (%f, %f) pixels to a tenth', (dx, dy) => {
		const shift = globalShift(scene(0, 0), scene(dx, dy), [])!;
		expect(Math.abs(shift.x * 384 - dx)).toBeLessThan(0.1);
		expect(Math.abs(shift.y * 384 - dy)).toBeLessThan(0.1);
	});
	it('is not led by a hand that moves before a still room', () => {
		const boxes = [{ left: 0.2, top: 0.2, right: 0.6, bottom: 0.8 }];
		const shift = globalShift(scene(0, 0, { x: 120, y: 100 }), scene(0, 0, { x: 170, y: 110 }), boxes)!;
		expect(Math.abs(shift.x * 384)).toBeLessThan(0.1);
	});
	it('says nothing of a plain wall', () => {
		const plain = { luma: new Uint8Array(384 * 216).fill(90), width: 384, height: 216 };
		expect(globalShift(plain, plain, [])).toBeNull();
	});
});

describe('lookSeries', () => {
	it('gives the speed of the picture from its second sample on, not across a long pause', () => {
		const measure = lookSeries();
		const at = (us: number, dx: number) => measure(scene(dx, 0), { ptsUs: ptsUs(us), box: null }).shake;
		expect(at(0, 0)).toBeUndefined();
		expect(at(200_000, 3.84)).toBeCloseTo(0.05, 2);
		expect(at(1_200_000, 0)).toBeUndefined();
	});
});

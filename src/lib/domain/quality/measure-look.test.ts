import { describe, expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { lumaOf, measureLook, planLooks } from './measure-look.ts';

const whole = { ptsUs: ptsUs(0), box: null };
const plane = (width: number, height: number, luma: (x: number, y: number) => number) => ({
	width,
	height,
	luma: Uint8Array.from({ length: width * height }, (_, i) => luma(i % width, Math.floor(i / width)))
});

describe('measureLook', () => {
	it('finds brightness and clipping of the whole picture', () => {
		// Left half 0, right half 200: mean 100, half of the pixels clipped.
		expect(
			measureLook(
				plane(8, 4, (x) => (x < 4 ? 0 : 200)),
				whole
			)
		).toMatchObject({ luma: 100, clipped: 0.5, onHand: false });
	});
	it('looks only at the box', () => {
		const box = { left: 0.5, top: 0, right: 1, bottom: 1 };
		expect(
			measureLook(
				plane(8, 4, (x) => (x < 4 ? 0 : 200)),
				{ ...whole, box }
			)
		).toMatchObject({ luma: 200, clipped: 0, sharpness: 0, onHand: true });
	});
	it('gives a checkerboard more edges than the same board blurred', () => {
		const sharp = measureLook(
			plane(16, 16, (x, y) => ((x + y) % 2 ? 160 : 80)),
			whole
		).sharpness;
		const soft = measureLook(
			plane(16, 16, (x, y) => ((x + y) % 2 ? 130 : 110)),
			whole
		).sharpness;
		// The Laplacian of a board of step s is ±4 s: variance 16 s², so a step of 20 has a sixteenth of a step of 80.
		expect(sharp).toBeCloseTo(16 * 80 ** 2, 6);
		expect(soft).toBeCloseTo(16 * 20 ** 2, 6);
	});
	it('takes the whole picture where the box is too small', () => {
		expect(
			measureLook(
				plane(8, 8, () => 50),
				{ ...whole, box: { left: 0, top: 0, right: 0.1, bottom: 0.1 } }
			).onHand
		).toBe(false);
	});
});

describe('lumaOf', () => {
	it('weighs green most', () => {
		const plane = lumaOf([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255], 4, 1);
		expect([...plane.luma]).toEqual([76, 149, 28, 255]);
	});
});

describe('planLooks', () => {
	it('takes about five a second on the take’s own times', () => {
		const times = Array.from({ length: 30 }, (_, i) => Math.round((i * 1e6) / 30));
		expect(planLooks(times, null, 5).map((look) => look.ptsUs)).toEqual([0, 200_000, 400_000, 600_000, 800_000]);
	});
	it('gives nothing for a take without frames', () => expect(planLooks([], null, 5)).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import { postureAt, postureLanes } from './posture-lanes.ts';
import type { Posture } from './posture.ts';

const posture = (ptsUs: number, lean: number | null, left: number | null, right: number | null): Posture => ({
	ptsUs,
	trunkLeanDegrees: lean,
	shoulderLift: { left, right }
});

describe('postureLanes', () => {
	it('keeps gaps as gaps, and rounds a lane up to whole steps', () => {
		const { lean, lift } = postureLanes([posture(0, -12, 0.02, null), posture(1, null, -0.14, 0.01)]);
		// 12 degrees, up to the next 5.
		expect(lean!.reach).toBe(15);
		expect(lean!.lines).toEqual([
			{ side: null, series: { timesUs: Float64Array.of(0, 1), values: Float32Array.of(-12, NaN) } }
		]);
		expect(lift!.reach).toBeCloseTo(0.15, 9);
		expect(lift!.lines.map(({ side, series }) => [side, series.values])).toEqual([
			['left', Float32Array.of(0.02, -0.14)],
			['right', Float32Array.of(NaN, 0.01)]
		]);
	});
	it('a person who sits still has a calm line, and one wild value does not flatten the rest', () => {
		const calm = Array.from({ length: 100 }, (_, i) => posture(i, i === 50 ? 170 : 1, 0, 0));
		expect(postureLanes(calm).lean!.reach).toBe(10);
		expect(postureLanes(calm).lift!.reach).toBe(0.1);
	});
	it('nothing seen, nothing drawn', () => {
		expect(postureLanes([posture(0, null, null, 0.1)]).lean).toBeNull();
		expect(postureLanes([])).toEqual({ lean: null, lift: null });
	});
});

it('postureAt gives what was seen last, not what was seen long ago', () => {
	const series = [posture(0, 1, null, null), posture(200_000, 2, null, null)];
	expect(postureAt(series, 199_999, 400_000)?.trunkLeanDegrees).toBe(1);
	expect(postureAt(series, 500_000, 400_000)?.trunkLeanDegrees).toBe(2);
	expect(postureAt(series, 600_001, 400_000)).toBeNull();
	expect(postureAt([], 0, 1)).toBeNull();
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeImageStats, quantileOf, RunningStats } from './statistics.ts';

const statsOf = (rows: number[][]) => {
	const stats = new RunningStats(rows[0]!.length);
	for (const row of rows) stats.add(row);
	return stats.result();
};

describe('RunningStats', () => {
	it('gives each column its own figures', () => {
		// 1, 2, 3, 4: mean 2.5, variance (2.25 + 0.25 + 0.25 + 2.25) / 4 = 1.25; q50 between 2 and 3; q90 at 2.7 of 3 steps = 3.7
		const stats = statsOf([[1, 0], [4, 0], [2, 0], [3, 10]]); // prettier-ignore
		expect(stats).toMatchObject({ min: [1, 0], max: [4, 10], mean: [2.5, 2.5], count: [4] });
		expect((stats.std as number[])[0]).toBeCloseTo(Math.sqrt(1.25), 12);
		expect((stats.q50 as number[])[0]).toBe(2.5);
		expect((stats.q90 as number[])[0]).toBeCloseTo(3.7, 12);
	});

	it('stays within minimum and maximum, with rising quantiles', () => {
		const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
		fc.assert(
			fc.property(numbers, (values) => {
				const stats = statsOf(values.map((v) => [v]));
				const line = ['min', 'q01', 'q02', 'q10', 'q50', 'q90', 'q98', 'q99', 'max'].map(
					(k) => (stats[k as 'min'] as number[])[0]!
				);
				line.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(line[i]! - 1e-9));
			})
		);
	});

	it('keeps its quantiles close when it lets frames go', () => {
		const stats = new RunningStats(1);
		for (let i = 0; i < 100_000; i++) stats.add([i]);
		const result = stats.result();
		expect(result.count).toEqual([100_000]);
		expect((result.q50 as number[])[0]! / 100_000).toBeCloseTo(0.5, 3);
		expect((result.max as number[])[0]).toBe(99_999);
	});

	it('refuses a frame of another width, and a result of nothing', () => {
		expect(() => new RunningStats(2).add([1])).toThrow(RangeError);
		expect(() => new RunningStats(2).result()).toThrow(RangeError);
	});
});

describe('quantileOf', () => {
	it('is the value itself where there is only one', () => expect(quantileOf([7], 0.99)).toBe(7));
});

describe('mergeImageStats', () => {
	const one = (mean: number, std: number, count: number, q: number) => ({
		min: [0, 0, 0],
		max: [1, 1, 1],
		mean: [mean, mean, mean],
		std: [std, std, std],
		count,
		quantiles: Object.fromEntries(['q01', 'q02', 'q10', 'q50', 'q90', 'q98', 'q99'].map((k) => [k, [q, q, q]]))
	});
	it('weighs means by count, adds the spread between episodes, and takes the wider quantiles', () => {
		// Means 0 and 1, one frame each, no spread inside: mean 0.5, deviation 0.5.
		const merged = mergeImageStats([one(0, 0, 1, 0.2), one(1, 0, 1, 0.6)]);
		expect(merged.mean).toEqual([[[0.5]], [[0.5]], [[0.5]]]);
		expect(merged.std).toEqual([[[0.5]], [[0.5]], [[0.5]]]);
		expect(merged.q10).toEqual([[[0.2]], [[0.2]], [[0.2]]]);
		expect(merged.q90).toEqual([[[0.6]], [[0.6]], [[0.6]]]);
		expect(merged.count).toEqual([2]);
	});
});

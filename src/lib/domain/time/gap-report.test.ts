import { describe, expect, it } from 'vitest';
import { GapReport } from '../../schema/take.ts';
import { gapReport } from './gap-report.ts';

/** Frames `counters` of a camera whose frames last `frameUs`, a little early or late. */
const timesOf = (counters: number[], frameUs = 33_333, jitterUs = 0): number[] =>
	counters.map((counter, i) => Math.round((counter - counters[0]!) * frameUs + (i % 2 ? jitterUs : 0)));

describe('gap report', () => {
	it('finds no gap in an even clip', () => {
		expect(gapReport(timesOf([0, 1, 2, 3, 4]))).toEqual({
			frameUs: 33_333,
			counts: [0, 4, 0, 0, 0, 0, 0, 0],
			missing: 0,
			countedBy: 'time',
			longGaps: 0,
			long: []
		});
	});
	it('says where frames are missing and how many, jitter or not', () => {
		// Counters 3 and 4 are missing after 2, and 7 after 6.
		const report = gapReport(timesOf([0, 1, 2, 5, 6, 8, 9, 10], 33_333, 4_000));
		expect(report.long.map(({ missing }) => missing)).toEqual([2, 1]);
		expect(report.long[0]!.ptsUs).toBe(2 * 33_333);
		expect(report.missing).toBe(3);
		expect(report.counts.reduce((a, b) => a + b)).toBe(7);
	});
	it('recorded and missing frames are the source frames, whatever is lost', () => {
		for (let lose = 3; lose < 40; lose += 1) {
			const counters = Array.from({ length: 400 }, (_, i) => i).filter(
				(i) => i === 0 || i === 399 || (i * 7919) % lose
			);
			const report = gapReport(timesOf(counters, 33_333, 3_000));
			expect(counters.length + report.missing, `every ${lose}th is lost`).toBe(400);
		}
	});
	it('believes the counters where there are some: a camera that was late lost nothing', () => {
		// The camera pauses for 100 ms after frame 2; frame 6 is lost on the way.
		const times = [0, 33_000, 66_000, 166_000, 199_000, 232_000, 298_000, 331_000];
		const report = gapReport(times, [{ fromUs: 290_000, toUs: 310_000, missing: 1 }]);
		expect(report).toMatchObject({ missing: 1, countedBy: 'track', longGaps: 2 });
		expect(report.long).toEqual([
			{ ptsUs: 66_000, gapUs: 100_000, missing: 0 },
			{ ptsUs: 232_000, gapUs: 66_000, missing: 1 }
		]);
	});
	it('counts frames that came at once', () => {
		expect(gapReport([0, 33_000, 34_000, 66_000, 99_000]).counts[0]).toBe(1);
	});
	it('is empty for one frame and for none', () => {
		expect(gapReport([0]).counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
		expect(gapReport([]).missing).toBe(0);
	});
	it('lists 2000 gaps at most and counts the others', () => {
		const times = Array.from({ length: 2_501 }, (_, i) => i * 100_000);
		const report = gapReport(times, [{ fromUs: 0, toUs: 250_100_000, missing: 5_000 }]);
		expect(report.long).toHaveLength(2_000);
		expect(report).toMatchObject({ longGaps: 2_500, missing: 5_000 });
		expect(GapReport.safeParse(report).success).toBe(true);
	});
});

import { describe, expect, it } from 'vitest';
import { durationFromTimes, gapStats } from './gap-stats.ts';

describe('gap statistics', () => {
	it('measures an even clip: 4 gaps of 40 ms are 25 frames a second', () => {
		expect(gapStats([0, 40_000, 80_000, 120_000, 160_000])).toEqual({
			meanFps: 25,
			longestGapUs: 40_000,
			p95GapUs: 40_000
		});
	});
	it('finds the one long gap, and leaves it out of the 95th percentile of 40 gaps', () => {
		const times = Array.from({ length: 41 }, (_, i) => i * 30_000 + (i > 20 ? 170_000 : 0));
		expect(gapStats(times)).toMatchObject({ longestGapUs: 200_000, p95GapUs: 30_000 });
	});
	it('has nothing to say about one frame', () => {
		expect(gapStats([5])).toEqual({ meanFps: 0, longestGapUs: 0, p95GapUs: 0 });
	});
	it('ends a clip one usual gap after its last frame', () => {
		expect(durationFromTimes([0, 33_000, 66_000, 200_000])).toBe(233_000);
		expect(durationFromTimes([])).toBe(0);
	});
});

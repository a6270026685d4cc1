import { describe, expect, it } from 'vitest';
import { keyFrameGrid } from './key-frame-grid.ts';

describe('key frame grid', () => {
	it('asks for the first frame at or after each half second', () => {
		const isKey = keyFrameGrid();
		const times = [0, 33_000, 490_000, 510_000, 980_000, 1_000_000, 1_040_000];
		expect(times.filter(isKey)).toEqual([0, 510_000, 1_000_000]);
	});
	it('asks once after a gap of several half seconds', () => {
		const isKey = keyFrameGrid();
		expect([0, 2_100_000, 2_200_000, 2_500_000].filter(isKey)).toEqual([0, 2_100_000, 2_500_000]);
	});
});

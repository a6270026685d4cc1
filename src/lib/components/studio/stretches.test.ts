import { expect, it } from 'vitest';
import { stretchesOf } from './stretches.ts';

it('a gap ends a stretch, and one sample alone is no line', () => {
	const samples = [1, 2, null, 3, null, 4, 5].map((value, i) => ({ ptsUs: i * 100, value }));
	expect(stretchesOf(samples, 1000, (value) => 100 - value)).toEqual([
		['0.0,99.0', '100.0,98.0'],
		['500.0,96.0', '600.0,95.0']
	]);
	expect(stretchesOf([], 1000, (value) => value)).toEqual([]);
});

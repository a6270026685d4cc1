import { expect, test } from 'vitest';
import { barSize, towards, type BarSize } from './bar-sizes.ts';

const sizes = (ids: string, size: BarSize = 'mark') => new Map([...ids].map((id) => [id, size]));

test('what fits into a bar', () => {
	expect([5, 27.9, 28, 63.9, 64].map(barSize)).toEqual(['bare', 'bare', 'mark', 'mark', 'words']);
});

test('so many changes at a time, new ones before old ones go', () => {
	const first = towards(sizes('abcd'), sizes('defg'), 2);
	expect([...first.keys()].join('')).toBe('abcdef');
	const second = towards(first, sizes('defg'), 2);
	expect([...second.keys()].join('')).toBe('bcdefg');
	const third = towards(second, sizes('defg'), 2);
	expect(third).toEqual(sizes('defg'));
	expect(towards(third, sizes('defg'), 2)).toBe(third);
});

test('a bar that has room for more counts as a change', () => {
	const next = towards(sizes('ab'), sizes('ab', 'words'), 1);
	expect([...next]).toEqual([
		['a', 'words'],
		['b', 'mark']
	]);
});

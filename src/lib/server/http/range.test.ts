import { describe, expect, it } from 'vitest';
import { parseRange } from './range.ts';

describe('byte ranges', () => {
	it.each([
		['bytes=0-9', { start: 0, end: 9 }],
		['bytes=5-', { start: 5, end: 99 }],
		['bytes=-10', { start: 90, end: 99 }],
		['bytes=-1000', { start: 0, end: 99 }],
		['bytes=90-1000', { start: 90, end: 99 }],
		['bytes=100-', 'unsatisfiable'],
		['bytes=-0', 'unsatisfiable'],
		['bytes=9-5', null],
		['bytes=0-1,5-6', null],
		['bytes=-', null],
		['lines=1-2', null],
		[null, null]
	])('%s of 100 bytes', (header, expected) => expect(parseRange(header, 100)).toEqual(expected));
});

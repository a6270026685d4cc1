import { describe, expect, it } from 'vitest';
import { ageWords } from './when.ts';

describe('age in words', () => {
	const min = 60_000;
	it.each([
		[0, '0 minutes'],
		[59 * min, '59 minutes'],
		[60 * min, '1 hour'],
		[47 * 60 * min, '47 hours'],
		[48 * 60 * min, '2 days'],
		[-5 * min, '0 minutes']
	])('%i ms', (age, words) => expect(ageWords(1e12 - age, 1e12)).toBe(words));
});

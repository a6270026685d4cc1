import { expect, it } from 'vitest';
import { isToldNow } from './tell-advice.ts';

it('says an advice at once, another one three seconds later, the same one again after fifteen', () => {
	expect(isToldNow('too_dark', null, 0)).toBe(true);
	const told = { code: 'too_dark', atMs: 1000 } as const;
	expect(isToldNow('too_far', told, 3999)).toBe(false);
	expect(isToldNow('too_far', told, 4000)).toBe(true);
	expect(isToldNow('too_dark', told, 15_999)).toBe(false);
	expect(isToldNow('too_dark', told, 16_000)).toBe(true);
});

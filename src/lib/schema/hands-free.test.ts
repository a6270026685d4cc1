import { describe, expect, it } from 'vitest';
import { HandsFreeSettings } from './hands-free.ts';

describe('hands-free settings', () => {
	it('have defaults for everything', () => {
		expect(HandsFreeSettings.parse({})).toEqual({
			palm: false,
			startAfterS: 3,
			key: null,
			bigButton: false,
			tries: 1,
			tryS: 10,
			resetS: 5,
			voice: true,
			tone: true,
			vibration: true
		});
	});
	it('keep what is good and give up only what is not', () => {
		const kept = HandsFreeSettings.parse({ palm: true, startAfterS: 4, tries: 0, tryS: 3, resetS: 1e9, key: 7 });
		expect(kept).toMatchObject({ palm: true, startAfterS: 3, tries: 1, tryS: 3, resetS: 5, key: null });
	});
});

import { describe, expect, it } from 'vitest';
import { startKeyName, startKeyProblem } from './start-key.ts';

describe('start key', () => {
	it('may be what pedals send', () => {
		for (const code of ['PageDown', 'KeyB', 'F13', 'ArrowRight', 'Digit1', 'MediaPlayPause', 'Space'])
			expect(startKeyProblem(code)).toBeNull();
	});
	it('is not a key with another meaning here, nor one that is held with others', () => {
		for (const code of ['KeyR', 'KeyX', 'KeyV', 'Tab', 'Enter', 'Escape']) expect(startKeyProblem(code)).toBe('taken');
		for (const code of ['ShiftLeft', 'ControlRight', '', 'Unidentified']) expect(startKeyProblem(code)).toBe('unknown');
	});
	it('is named as a person reads it', () => {
		expect(['KeyB', 'Digit1', 'PageDown', 'F13', 'Space'].map(startKeyName)).toEqual([
			'B',
			'1',
			'Page Down',
			'F13',
			'Space'
		]);
	});
});

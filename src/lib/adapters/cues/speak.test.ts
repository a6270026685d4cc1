import { describe, expect, it } from 'vitest';
import { localVoice } from './speak.ts';

const voice = (name: string, lang: string, localService: boolean, isDefault = false) =>
	({ name, lang, localService, default: isDefault }) as SpeechSynthesisVoice;

describe('voice for cues', () => {
	it('is one of this device, in the language, the default one first', () => {
		const voices = [voice('a', 'de-DE', true), voice('b', 'en-US', true), voice('c', 'en_GB', true, true)];
		expect(localVoice(voices, 'en')?.name).toBe('c');
		expect(localVoice(voices, 'de-AT')?.name).toBe('a');
	});
	it('is none where only a server speaks the language', () => {
		expect(localVoice([voice('a', 'en-US', false, true), voice('b', 'fr-FR', true)], 'en')).toBeNull();
		expect(localVoice([], 'en')).toBeNull();
	});
});

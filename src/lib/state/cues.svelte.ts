import { hush, speak, warmVoices } from '$lib/adapters/cues/speak.ts';
import { playTone, type Tone } from '$lib/adapters/cues/tone.ts';
import { vibrate } from '$lib/adapters/cues/vibrate.ts';
import { getLocale } from '$lib/paraglide/runtime.js';
import type { HandsFreeSettings } from '$lib/schema/hands-free.ts';

export type Cue = {
	tone: Tone;
	/** Spoken in the interface's language; null where a tone is enough. */
	words: string | null;
};

/** Gives signs in the ways that the person left on. What was said last is kept, for the screen and for whoever cannot hear. */
export class Cues {
	last = $state<string | null>(null);
	#settings: () => Pick<HandsFreeSettings, 'voice' | 'tone' | 'vibration'>;

	constructor(settings: () => Pick<HandsFreeSettings, 'voice' | 'tone' | 'vibration'>) {
		this.#settings = settings;
		warmVoices();
	}

	give({ tone, words }: Cue): void {
		const { voice, tone: sound, vibration } = this.#settings();
		if (words) this.last = words;
		if (sound) playTone(tone);
		if (vibration) vibrate(tone);
		if (voice && words) speak(words, getLocale());
	}

	close(): void {
		hush();
	}
}

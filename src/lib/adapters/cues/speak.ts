/** A voice of this device for a language, or null. Remote voices are left out: they would send the words away. */
export function localVoice(voices: readonly SpeechSynthesisVoice[], lang: string): SpeechSynthesisVoice | null {
	const base = lang.split('-')[0]!.toLowerCase();
	const fitting = voices.filter((voice) => voice.localService && voice.lang.split(/[-_]/)[0]!.toLowerCase() === base);
	return fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}

/** Says words now, in place of what is still being said. False where no voice of this device speaks the language. */
export function speak(words: string, lang: string): boolean {
	if (typeof speechSynthesis === 'undefined') return false;
	const voice = localVoice(speechSynthesis.getVoices(), lang);
	if (!voice) return false;
	const utterance = new SpeechSynthesisUtterance(words);
	utterance.voice = voice;
	utterance.lang = voice.lang;
	speechSynthesis.cancel();
	speechSynthesis.speak(utterance);
	return true;
}

/** Browsers load their voices only when they are first asked for. */
export function warmVoices(): void {
	if (typeof speechSynthesis !== 'undefined') speechSynthesis.getVoices();
}

export function hush(): void {
	if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
}

export type Tone = 'seen' | 'advice' | 'tick' | 'go' | 'stop' | 'done';

/** Notes one after the other: [hertz, seconds]. Rising begins, falling ends. */
const TONES: Record<Tone, readonly (readonly [hz: number, seconds: number])[]> = {
	seen: [[660, 0.12]],
	advice: [
		[520, 0.08],
		[520, 0.08]
	],
	tick: [[880, 0.06]],
	go: [
		[660, 0.1],
		[990, 0.22]
	],
	stop: [
		[660, 0.1],
		[440, 0.22]
	],
	done: [
		[660, 0.1],
		[550, 0.1],
		[440, 0.3]
	]
};
const VOLUME = 0.25;
/** Fade at both ends of a note: without it a loudspeaker clicks. */
const FADE_S = 0.01;

let context: AudioContext | null = null;

/** Plays a tone now. Silent until the person has touched the page once: browsers want that. */
export function playTone(tone: Tone): void {
	if (typeof AudioContext === 'undefined') return;
	try {
		context ??= new AudioContext();
		void context.resume();
		let at = context.currentTime + 0.01;
		for (const [hz, seconds] of TONES[tone]) {
			const note = new OscillatorNode(context, { frequency: hz, type: 'triangle' });
			const volume = new GainNode(context, { gain: 0 });
			volume.gain.setValueAtTime(0, at);
			volume.gain.linearRampToValueAtTime(VOLUME, at + FADE_S);
			volume.gain.setValueAtTime(VOLUME, at + seconds - FADE_S);
			volume.gain.linearRampToValueAtTime(0, at + seconds);
			note.connect(volume).connect(context.destination);
			note.start(at);
			note.stop(at + seconds);
			at += seconds;
		}
	} catch (error) {
		// No loudspeaker, or no right to use it: the other cues remain.
		console.info('[cues] tone', error);
	}
}

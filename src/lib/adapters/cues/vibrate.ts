import type { Tone } from './tone.ts';

/** Milliseconds on, off, on …: the rhythm of the tone with the same name. */
const RHYTHMS: Record<Tone, number[]> = {
	seen: [60],
	advice: [60, 60, 60],
	tick: [25],
	go: [60, 60, 180],
	stop: [180, 60, 60],
	done: [120, 80, 120, 80, 240]
};

export const canVibrate = (): boolean => typeof navigator !== 'undefined' && 'vibrate' in navigator;

export function vibrate(tone: Tone): void {
	if (canVibrate()) navigator.vibrate(RHYTHMS[tone]);
}

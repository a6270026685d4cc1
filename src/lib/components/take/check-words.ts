import { roundTime } from '$lib/domain/pass/time-left.ts';
import { m } from '$lib/paraglide/messages.js';
import type { TakeCheck } from '$lib/state/take-check.svelte.ts';

/** What is being done with a take, as a heading. */
export function checkWords(phase: TakeCheck['phase'], choosing: boolean): string {
	if (phase === 'tracking') return choosing ? m.check_choosing() : m.check_tracking();
	if (phase === 'held') return m.check_held();
	return phase === 'measuring' ? m.check_measuring() : m.check_opening();
}

/** "About 40 seconds left". */
export function timeLeftWords(seconds: number | null): string {
	if (seconds === null) return m.check_left_unknown();
	const time = roundTime(seconds);
	if (time.unit === 'few') return m.check_left_few();
	if (time.unit === 'seconds') return m.check_left_seconds({ seconds: time.count });
	return time.count === 1 ? m.check_left_minute() : m.check_left_minutes({ minutes: time.count });
}

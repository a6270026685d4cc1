import { describe, expect, it } from 'vitest';
import { advise, type Advice, type AdviceCode, type CoachInput } from './advise.ts';
import { NO_ADVICE, steadyAdvice, type SteadyAdvice } from './steady-advice.ts';

const say = (code: AdviceCode): Advice => ({ code, side: null, value: null });
/** A look every fifth of a second; what was shown after each. */
function shownOver(called: (AdviceCode | null)[]): (AdviceCode | null)[] {
	let state: SteadyAdvice = NO_ADVICE;
	return called.map((code, i) => {
		state = steadyAdvice(state, code && say(code), i * 200);
		return state.shown?.code ?? null;
	});
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('steadyAdvice', () => {
	it('says what two looks call for, within half a second', () => {
		expect(shownOver(['too_dark', 'too_dark'])).toEqual([null, 'too_dark']);
	});
	it('says nothing of one bad look, nor of looks that disagree', () => {
		expect(shownOver([null, 'too_dark', null, 'too_far', 'near_left_edge', null])).toEqual(times(6, null));
	});
	it('stays long enough to be read, and goes when all was well for a while', () => {
		const shown = shownOver([...times(3, 'too_dark' as const), ...times(12, null)]);
		expect(shown.filter((code) => code === 'too_dark').length * 200).toBeGreaterThanOrEqual(1400);
		expect(shown.at(-1)).toBeNull();
	});
	it('does not flicker where a look now and then is good', () => {
		const called = Array.from({ length: 40 }, (_, i) => (i % 3 === 2 ? null : ('too_far' as const)));
		const shown = shownOver(called);
		expect(shown.slice(1)).toEqual(times(39, 'too_far'));
	});
	it('another takes its place once the one before could be read', () => {
		const shown = shownOver([...times(3, 'too_far' as const), ...times(9, 'show_hands' as const)]);
		expect(shown.indexOf('show_hands')).toBe(9);
	});
});

describe('limits while an advice is shown', () => {
	const input = (luma: number): CoachInput => ({
		hands: [],
		wanted: 'one',
		tracking: false,
		look: { luma, clipped: 0, sharpness: 90 },
		bestSharpness: 100,
		fps: 30,
		wantedFps: 30
	});
	it('are wider for what is shown, and for nothing else', () => {
		expect(advise(input(62)).advice).toBeNull();
		expect(advise(input(62), 'too_dark').advice?.code).toBe('too_dark');
		expect(advise(input(62), 'too_bright').advice).toBeNull();
		expect(advise(input(70), 'too_dark').advice).toBeNull();
	});
	it('a light that trembles about the limit changes what is said once, not at every look', () => {
		let state = NO_ADVICE;
		const shown = Array.from({ length: 100 }, (_, i) => {
			const luma = 60 + 4 * Math.sin(i * 1.7);
			state = steadyAdvice(state, advise(input(luma), state.shown?.code ?? null).advice, i * 200);
			return state.shown?.code ?? null;
		});
		const changes = shown.filter((code, i) => i > 0 && code !== shown[i - 1]).length;
		expect(changes).toBeLessThanOrEqual(1);
	});
});

import type { Advice, AdviceCode } from './advise.ts';

/** What is said now, and what is about to be. */
export type SteadyAdvice = {
	shown: Advice | null;
	shownAtMs: number;
	/** What was called for at the last look, and since when without a break. */
	wanted: AdviceCode | null;
	wantedSinceMs: number;
};

export const NO_ADVICE: SteadyAdvice = { shown: null, shownAtMs: -Infinity, wanted: null, wantedSinceMs: -Infinity };

/** Called for so long, it is said: two looks agree. */
const APPEAR_MS = 200;
/** Not called for so long, it goes: the hand is not waved about an edge by chance. */
const CLEAR_MS = 600;
/** Said at least so long, so that it can be read. */
const READ_MS = 1500;

/**
 * The advice to show after one more look at `nowMs`. With a look every fifth of a second an advice is shown 0.4 s after its
 * cause at the latest where nothing is said yet; another takes its place once the one before could be read.
 */
export function steadyAdvice(before: SteadyAdvice, called: Advice | null, nowMs: number): SteadyAdvice {
	const wanted = called?.code ?? null;
	const wantedSinceMs = wanted === before.wanted ? before.wantedSinceMs : nowMs;
	const next = { ...before, wanted, wantedSinceMs };
	if (called && before.shown?.code === called.code) return { ...next, shown: called };
	const held = nowMs - wantedSinceMs;
	const readable = before.shown === null || nowMs - before.shownAtMs >= READ_MS;
	if (!readable || held < (called ? APPEAR_MS : CLEAR_MS)) return next;
	return { ...next, shown: called, shownAtMs: nowMs };
}

import type { AdviceCode } from './advise.ts';

/** What was said aloud last, and when. */
export type Told = { code: AdviceCode; atMs: number };

/** Nothing is said into what was said before. */
const APART_MS = 3000;
/** The same again only after so long: it is heard while it cannot be helped. */
const AGAIN_MS = 15_000;

/** Whether the advice on the screen is said aloud now. It is asked anew as long as it is shown. */
export const isToldNow = (code: AdviceCode, before: Told | null, nowMs: number): boolean =>
	!before || nowMs - before.atMs >= (before.code === code ? AGAIN_MS : APART_MS);

import type { Ending } from '../../schema/annotation.ts';
import type { Edit } from './edit.ts';
import { sameValue } from './same-value.ts';
import type { TakeDoc } from './take-doc.ts';

const NOTHING_SAID: Ending = { score: null, checks: {} };

/** Says how the take ended. Nothing said any more is no ending at all. No change: []. */
export function planSetEnding(doc: TakeDoc, said: Ending): Edit[] {
	const after = said.score === null && Object.keys(said.checks).length === 0 ? null : said;
	if (sameValue(after, doc.ending)) return [];
	return [{ kind: 'ending', key: 'ending', before: doc.ending, after }];
}

/** Says the score of the end state; the same again takes it back. */
export const planSetScore = (doc: TakeDoc, score: number): Edit[] => {
	const before = doc.ending ?? NOTHING_SAID;
	return planSetEnding(doc, { ...before, score: before.score === score ? null : score });
};

/** Answers one question of the task's end state; null takes the answer back. */
export function planSetCheck(doc: TakeDoc, id: string, met: boolean | null): Edit[] {
	const before = doc.ending ?? NOTHING_SAID;
	const others = Object.entries(before.checks).filter(([other]) => other !== id);
	const checks = Object.fromEntries(met === null ? others : [...others, [id, met]]);
	return planSetEnding(doc, { ...before, checks });
}

import { SUGGESTION_KINDS, type SuggestionKind } from './suggestion.ts';

/** What a person said to a suggestion. `taken_back`: kept first, undone later; the question is open again. */
export type Choice = 'accepted' | 'dismissed' | 'taken_back';
export type Answer = { kind: SuggestionKind; choice: Choice; atMs: number };

export type Kept = { kept: number; answered: number };
export type Precision = {
	all: Kept;
	/** Kinds that were answered at least once, in a fixed order. */
	byKind: (Kept & { kind: SuggestionKind })[];
	/** Weeks with answers, the oldest first; `fromMs` is the Monday's midnight UTC. */
	byWeek: (Kept & { fromMs: number })[];
};

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * 24 * 3600 * 1000;

/** How many suggestions were kept of those that were answered; what was taken back is not answered. */
export function precisionOf(answers: readonly Answer[]): Precision {
	const said = answers.filter(({ choice }) => choice !== 'taken_back');
	const weekOf = ({ atMs }: Answer) => Math.floor((atMs - MONDAY_MS) / WEEK_MS);
	const weeks = [...new Set(said.map(weekOf))].sort((a, b) => a - b);
	return {
		all: countKept(said),
		byKind: SUGGESTION_KINDS.map((kind) => ({ kind, ...countKept(said.filter((one) => one.kind === kind)) })).filter(
			({ answered }) => answered > 0
		),
		byWeek: weeks.map((week) => ({
			fromMs: week * WEEK_MS + MONDAY_MS,
			...countKept(said.filter((one) => weekOf(one) === week))
		}))
	};
}

const countKept = (said: readonly Answer[]): Kept => ({
	kept: said.filter(({ choice }) => choice === 'accepted').length,
	answered: said.length
});

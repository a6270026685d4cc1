import type { Side } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';

/**
 * What can be suggested. `pause` is an instant (start = end); everything else a half-open span `[startUs, endUs)`:
 * for the two trims, what would be cut away; for an attempt, what would be kept.
 */
export const SUGGESTION_KINDS = ['trim_start', 'trim_end', 'grip', 'loss', 'pause', 'attempt'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** Why a suggestion is made: a person is told this in words, with the values. */
export type SuggestionCause =
	/** The hands lie still. */
	| 'still'
	/** No hand is seen. */
	| 'no_hand'
	/** An open palm was held up to start or to stop. */
	| 'palm'
	/** Thumb and fingers close and open again. */
	| 'closed'
	/** Thumb and fingers close; the opening is not seen, or they were closed from the beginning. */
	| 'closed_one_end'
	/** The hand opens while it moves. */
	| 'opened_moving'
	/** The hand slows down between two movements. */
	| 'slow'
	/** Reach, closing and retreat, and there is more than one such try. */
	| 'one_of_several';

export type Suggestion = {
	/** The same for the same signals: answers are kept under it. */
	name: string;
	kind: SuggestionKind;
	side: Side | null;
	startUs: PtsUs;
	endUs: PtsUs;
	cause: SuggestionCause;
	/** The signals it rests on. Keys say the unit: `…S` seconds, `…Palms` lengths of the palm, `…PalmsPerS`. */
	values: Readonly<Record<string, number>>;
	/** How strong the signal is, 0..1. It orders suggestions; it is not a probability. */
	rank: number;
};

export const nameOf = (kind: SuggestionKind, side: Side | null, startUs: number, endUs: number): string =>
	`${kind}/${side ?? 'both'}/${startUs}-${endUs}`;

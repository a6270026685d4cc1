import { m } from '$lib/paraglide/messages.js';
import type { Suggestion, SuggestionCause, SuggestionKind } from '$lib/domain/suggest/suggestion.ts';
import { timeWords } from '../labels/words.ts';

const seconds = (value: number | undefined): string => (value ?? 0).toFixed(1);
const handOf = ({ side }: Suggestion): string => (side === 'left' ? m.label_left_hand() : m.label_right_hand());
const spanOf = ({ startUs, endUs }: Suggestion) => ({ from: timeWords(startUs), to: timeWords(endUs) });

const QUESTIONS: Record<SuggestionKind, (one: Suggestion) => string> = {
	trim_start: ({ values }) => m.suggest_trim_start({ s: seconds(values['cutS']) }),
	trim_end: ({ values }) => m.suggest_trim_end({ s: seconds(values['cutS']) }),
	grip: (one) => m.suggest_grip({ hand: handOf(one), ...spanOf(one) }),
	loss: (one) => m.suggest_loss({ hand: handOf(one), at: timeWords(one.startUs) }),
	pause: (one) => m.suggest_pause({ at: timeWords(one.startUs) }),
	attempt: (one) => m.suggest_attempt(spanOf(one))
};

const REASONS: Record<SuggestionCause, (one: Suggestion) => string> = {
	still: ({ values }) => m.suggest_why_still({ speed: seconds(values['speedPalmsPerS']) }),
	no_hand: ({ values }) => m.suggest_why_no_hand({ share: Math.round((values['handShare'] ?? 0) * 100) }),
	palm: () => m.suggest_why_palm(),
	closed: ({ values }) =>
		m.suggest_why_closed({ s: seconds(values['heldS']), far: ofPalm(values['closedPalms']), open: openFar(values) }),
	closed_one_end: ({ values }) => m.suggest_why_closed_one_end({ s: seconds(values['heldS']) }),
	opened_moving: ({ values }) => m.suggest_why_opened_moving({ speed: seconds(values['carriedPalmsPerS']) }),
	slow: ({ values }) =>
		m.suggest_why_slow({ speed: seconds(values['speedPalmsPerS']), beside: seconds(values['besidePalmsPerS']) }),
	one_of_several: ({ values }) => m.suggest_why_one_of_several({ count: values['attempts'] ?? 0 })
};

const ofPalm = (palms: number | undefined): number => Math.round((palms ?? 0) * 100);
const openFar = (values: Suggestion['values']): number =>
	ofPalm(Math.max(values['beforePalms'] ?? 0, values['afterPalms'] ?? 0));

export const KIND_WORDS: Record<SuggestionKind, () => string> = {
	trim_start: m.suggest_kind_trim_start,
	trim_end: m.suggest_kind_trim_end,
	grip: m.suggest_kind_grip,
	loss: m.suggest_kind_loss,
	pause: m.suggest_kind_pause,
	attempt: m.suggest_kind_attempt
};

/** What a person is asked; yes does it. */
export const questionOf = (one: Suggestion): string => QUESTIONS[one.kind](one);
/** Why, with the values it rests on. */
export const reasonOf = (one: Suggestion): string => REASONS[one.cause](one);

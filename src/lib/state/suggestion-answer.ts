import type { Edit } from '$lib/domain/annotation/edit.ts';
import type { Choice } from '$lib/domain/suggest/precision.ts';
import { SUGGEST_VERSION } from '$lib/domain/suggest/suggest.ts';
import type { Suggestion } from '$lib/domain/suggest/suggestion.ts';
import type { SuggestionAnswer } from '$lib/schema/suggestion.ts';
import { timeMs } from '$lib/schema/units.ts';

/** An answer given now, as it is stored. `edits`: the plan that accepting made; empty for a dismissal. */
export const answerNow = (
	docId: string,
	{ name, kind, startUs, endUs, values, rank }: Suggestion,
	choice: Choice,
	edits: readonly Edit[]
): SuggestionAnswer => ({
	schema: 'suggestion-answer/1',
	docId,
	name,
	kind,
	startUs,
	endUs,
	values: { ...values },
	rank,
	rules: SUGGEST_VERSION,
	choice,
	atMs: timeMs(Date.now()),
	edits: edits.length > 0 ? JSON.stringify(edits) : null
});

/** The plan of an answer; empty for a dismissal. */
export const editsOf = (answer: SuggestionAnswer): Edit[] => (answer.edits ? (JSON.parse(answer.edits) as Edit[]) : []);

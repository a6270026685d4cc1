import { z } from './zod.ts';
import { PtsUs, TimeMs } from './time.ts';

export const SuggestionKindName = z.enum(['trim_start', 'trim_end', 'grip', 'loss', 'pause', 'attempt']);

/**
 * What a person said to one suggestion. It stays on this device. `edits` is the plan that accepting it made, as JSON, so
 * that it can be seen later whether it was taken back; null where it was dismissed.
 */
export const SuggestionAnswer = z.looseObject({
	schema: z.literal('suggestion-answer/1'),
	/** Which document the suggestion was about: `TAKE/AUTHOR`. */
	docId: z.string(),
	/** `nameOf` in domain/suggest. */
	name: z.string(),
	kind: SuggestionKindName,
	startUs: PtsUs,
	endUs: PtsUs,
	/** The signals that it rested on. */
	values: z.record(z.string(), z.number()),
	rank: z.number().min(0).max(1),
	/** `SUGGEST_VERSION`. */
	rules: z.int().positive(),
	choice: z.enum(['accepted', 'dismissed', 'taken_back']),
	atMs: TimeMs,
	edits: z.string().nullable()
});
export type SuggestionAnswer = z.infer<typeof SuggestionAnswer>;

import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { Suggestions } from '$lib/state/suggestions.svelte.ts';

/** Caps of the keys that answer; under the left hand, and no key that does anything else while no label is selected. */
export const SUGGESTION_CAPS = { next: 'Q', accept: 'A', dismiss: 'W' } as const;

/** Keys that answer the question in the panel. */
export function suggestionCommands(suggestions: Suggestions): Command[] {
	const command = (id: string, words: () => string, cap: string, run: () => void): Command => ({
		id,
		group: m.suggest_title(),
		words,
		keys: [{ cap, code: `Key${cap}` }],
		canRun: () => suggestions.asking,
		run
	});
	return [
		command('suggestion-next', m.suggest_next, SUGGESTION_CAPS.next, suggestions.next),
		command('suggestion-yes', m.suggest_accept, SUGGESTION_CAPS.accept, () => void suggestions.accept()),
		command('suggestion-no', m.suggest_dismiss, SUGGESTION_CAPS.dismiss, () => void suggestions.dismiss())
	];
}

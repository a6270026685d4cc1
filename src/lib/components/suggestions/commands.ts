import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { Suggestions } from '$lib/state/suggestions.svelte.ts';

/** Keys that answer the question in the panel: under the left hand, and none that does anything else while no label is selected. */
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
		command('suggestion-next', m.suggest_next, 'Q', suggestions.next),
		command('suggestion-yes', m.suggest_accept, 'A', () => void suggestions.accept()),
		command('suggestion-no', m.suggest_dismiss, 'W', () => void suggestions.dismiss())
	];
}

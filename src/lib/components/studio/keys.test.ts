import { expect, it } from 'vitest';
import type { KeyCombo } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import type { Suggestions } from '$lib/state/suggestions.svelte.ts';
import { suggestionCommands } from '../suggestions/commands.ts';
import { studioCommands } from './commands/studio-commands.ts';

const NOTHING_SHOWN = { keys() {}, palette() {}, history() {} };
const either = [false, true];
/** Every state of the studio that its keys may ask about. A label is selected in label mode only. */
function* states() {
	for (const mode of ['label', 'points', 'box'] as const)
		for (const kind of mode === 'label' ? [null, 'grip', 'failure', 'recovery'] : [null])
			for (const hold of mode === 'label' && kind === null ? either : [false])
				for (const offered of either)
					for (const marking of either)
						for (const still of either)
							for (const found of either) yield { mode, kind, hold, offered, marking, still, found };
}

type State = ReturnType<typeof states> extends Generator<infer T> ? T : never;

const sessionIn = ({ mode, kind, hold, offered, marking, still, found }: State) =>
	({
		mode,
		selected: kind && { kind },
		hold: hold ? {} : null,
		track: [],
		timeline: { canZoomIn: true, canZoomOut: true },
		readOnly: false,
		canTrim: true,
		history: { done: [{}], undone: [{}] },
		player: { playing: still ? 'still' : 'forward' },
		points: { hand: {} },
		worst: { ready: true },
		boxes: { reading: found ? {} : null },
		sides: { fromUs: marking ? 0 : null, offer: offered ? {} : null }
	}) as unknown as LabelSession;

/** As `Suggestions.asking`, with a question there. */
const suggestionsIn = ({ mode, kind, hold }: State) =>
	({ asking: mode === 'label' && kind === null && !hold }) as unknown as Suggestions;

const keyOf = ({ code, key, mod, shift }: KeyCombo) =>
	[mod ? 'Mod' : '', shift ? 'Shift' : '', code ?? key].filter(Boolean).join(' ');
/** Close what is innermost, move what is held: these go to the more particular command, which stands first. */
const passedOn = /Escape|Arrow/;

it('no two commands that can run at the same time share a key', () => {
	let checked = 0;
	for (const state of states()) {
		const commands = [...studioCommands(sessionIn(state), NOTHING_SHOWN), ...suggestionCommands(suggestionsIn(state))];
		const taken = new Map<string, string>();
		for (const { id, keys } of commands.filter((command) => command.canRun()))
			for (const key of keys.map(keyOf)) {
				if (passedOn.test(key)) continue;
				expect(taken.get(key), `${key} of ${id} in ${JSON.stringify(state)}`).toBeUndefined();
				taken.set(key, id);
				checked += 1;
			}
	}
	expect(checked).toBeGreaterThan(1000);
});

import { expect, it } from 'vitest';
import type { KeyCombo } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import type { Suggestions } from '$lib/state/suggestions.svelte.ts';
import { suggestionCommands } from '../suggestions/commands.ts';
import type { GripGuesses } from '$lib/state/grip-guesses.svelte.ts';
import { answerCommands } from './commands/answers.ts';
import { studioCommands } from './commands/studio-commands.ts';

const NOTHING_SHOWN = { keys() {}, palette() {}, history() {} };
const either = [false, true];
/** Every state of the studio that its keys may ask about. A label is selected in label mode only. */
function* states() {
	for (const mode of ['label', 'points', 'box'] as const)
		for (const kind of mode === 'label'
			? [null, 'grip', 'unnamed', 'failure', 'recovery', 'attempt', 'step', 'contact']
			: [null])
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
		// A grip of a group that has a question, and one that nobody has named.
		selected: kind && (kind === 'unnamed' ? { kind: 'grip', grip: 'unsure' } : { kind, grip: 'G01' }),
		clip: { task: { steps: [{ id: 'reach' }, { id: 'carry' }] } },
		newStep: () => ({ kind: 'step' }),
		hold: hold ? {} : null,
		track: [],
		timeline: { canZoomIn: true, canZoomOut: true },
		readOnly: false,
		canTrim: true,
		history: { done: [{}], undone: [{}] },
		player: { playing: still ? 'still' : 'forward' },
		points: { hand: {} },
		worst: { ready: true },
		cutting: { fromUs: marking ? 0 : null },
		boxes: { reading: found ? {} : null },
		sides: { fromUs: marking ? 0 : null, offer: offered ? {} : null }
	}) as unknown as LabelSession;

/** As `Suggestions.asking`, with a question there. */
const suggestionsIn = ({ mode, kind, hold }: State) =>
	({ asking: mode === 'label' && kind === null && !hold }) as unknown as Suggestions;

const GUESSES = { guesses: [{ group: 'G12' }, { group: 'G13' }, { group: 'G14' }] } as unknown as GripGuesses;

const keyOf = ({ code, key, mod, shift }: KeyCombo) =>
	[mod ? 'Mod' : '', shift ? 'Shift' : '', code ?? key].filter(Boolean).join(' ');
/** Close what is innermost, move what is held: these go to the more particular command, which stands first. */
const passedOn = /Escape|Arrow/;

it('no two commands that can run at the same time share a key', () => {
	let checked = 0;
	for (const state of states()) {
		const session = sessionIn(state);
		const commands = [
			...studioCommands(session, NOTHING_SHOWN),
			...suggestionCommands(suggestionsIn(state)),
			...answerCommands(session, GUESSES)
		];
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

import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';

/** Going through the frames on which a hand looks wrong. `none`: what to do where there is none that way. */
export function worstFrameCommands(session: LabelSession, none: () => void): Command[] {
	const { worst } = session;
	const command = (id: string, words: () => string, shift: boolean, by: 1 | -1): Command => ({
		id,
		group: m.label_keys_points(),
		words,
		keys: [{ cap: shift ? 'Shift W' : 'W', code: 'KeyW', shift }],
		canRun: () => session.selected === null && session.hold === null && session.mode !== 'box' && worst.ready,
		run: () => void worst.go(by).then((gone) => !gone && none())
	});
	return [command('worst-next', m.label_worst_next, false, 1), command('worst-before', m.label_worst_before, true, -1)];
}

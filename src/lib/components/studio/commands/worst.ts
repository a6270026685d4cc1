import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { at, command } from './combo.ts';

/** Going through the frames on which a hand looks wrong, from wherever nothing is selected. */
export function worstCommands(session: LabelSession): Command[] {
	const group = m.label_keys_points();
	const { worst } = session;
	const free = () => session.selected === null && session.hold === null && session.mode !== 'box' && worst.ready;
	const back = at('KeyZ', { cap: 'Shift Z', shift: true });
	return [
		command(group, 'worst-next', m.label_worst_next, [at('KeyZ')], () => void worst.go(1), free),
		command(group, 'worst-before', m.label_worst_before, [back], () => void worst.go(-1), free)
	].map((each) => ({ ...each, scope: 'free' }));
}

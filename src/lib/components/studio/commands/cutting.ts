import { m } from '$lib/paraglide/messages.js';
import type { Command, KeyCombo } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';

/** Cutting pieces out, speed and loop. */
export function cutCommands(session: LabelSession): Command[] {
	const { cutting } = session;
	const free = () => session.selected === null && session.mode === 'label';
	const command = (
		id: string,
		words: () => string,
		keys: KeyCombo[],
		run: () => void,
		canRun: () => boolean = () => true
	): Command => ({ group: m.label_keys_play(), id, words, keys, run, canRun });
	return [
		command(
			'cut-here',
			() => (cutting.fromUs === null ? m.label_cut_from_here() : m.label_cut_to_here()),
			[{ cap: 'X', code: 'KeyX' }],
			() => void cutting.here(),
			() => free() && session.canTrim
		),
		command('cut-cancel', m.cancel, [{ cap: 'Esc', code: 'Escape' }], cutting.cancel, () => cutting.fromUs !== null),
		command('faster', m.label_faster, [{ cap: 'Shift ↑', code: 'ArrowUp', shift: true }], () =>
			session.player?.faster()
		),
		command('slower', m.label_slower, [{ cap: 'Shift ↓', code: 'ArrowDown', shift: true }], () =>
			session.player?.slower()
		),
		command('loop', m.label_loop, [{ cap: 'Shift L', code: 'KeyL', shift: true }], cutting.loop)
	];
}

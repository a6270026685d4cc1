import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { at, command } from './combo.ts';

/** What can be laid over the page. */
export type Show = { keys: () => void; palette: () => void; history: () => void };

/** The page itself: undo, zoom, panels. */
export function pageCommands(session: LabelSession, show: Show): Command[] {
	const group = m.label_keys_page();
	const leave = () => {
		if (session.mode === 'box') session.boxes.leave();
		else if (session.mode === 'points') session.points.toggle();
		else session.select(null);
	};
	return [
		command(
			group,
			'undo',
			m.undo,
			[{ cap: 'Ctrl Z', key: 'z', mod: true, shift: false }],
			session.undo,
			() => session.history.done.length > 0 && !session.readOnly
		),
		command(
			group,
			'redo',
			m.redo,
			[{ cap: 'Ctrl Shift Z', key: 'z', mod: true, shift: true }],
			session.redo,
			() => session.history.undone.length > 0 && !session.readOnly
		),
		command(
			group,
			'leave',
			m.label_close_panel,
			[{ cap: 'Esc', code: 'Escape' }],
			leave,
			() => session.selected !== null || session.mode !== 'label'
		),
		command(group, 'history', m.label_history, [at('KeyH', { cap: 'Shift H', shift: true })], show.history),
		command(group, 'palette', m.label_palette, [{ cap: 'Ctrl K', key: 'k', mod: true, shift: false }], show.palette),
		command(group, 'keys', m.label_all_keys, [{ cap: '?', key: '?' }], show.keys)
	];
}

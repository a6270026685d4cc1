import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { command } from './combo.ts';

export const ZOOMS = [1, 2, 4, 8] as const;

/** What can be laid over the page. */
export type Show = { keys: () => void; palette: () => void };

/** The page itself: undo, zoom, panels. */
export function pageCommands(session: LabelSession, show: Show): Command[] {
	const group = m.label_keys_page();
	const zoom = (by: number) => {
		const index = ZOOMS.findIndex((zoom) => zoom === session.zoom) + by;
		session.zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, index))]!;
	};
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
			() => session.history.done.length > 0
		),
		command(
			group,
			'redo',
			m.redo,
			[{ cap: 'Ctrl Shift Z', key: 'z', mod: true, shift: true }],
			session.redo,
			() => session.history.undone.length > 0
		),
		command(
			group,
			'zoom-in',
			m.label_zoom_in,
			[
				{ cap: '+', key: '+' },
				{ cap: '=', key: '=' }
			],
			() => zoom(1),
			() => session.zoom < 8
		),
		command(
			group,
			'zoom-out',
			m.label_zoom_out,
			[{ cap: '−', key: '-' }],
			() => zoom(-1),
			() => session.zoom > 1
		),
		command(
			group,
			'leave',
			m.label_close_panel,
			[{ cap: 'Esc', code: 'Escape' }],
			leave,
			() => session.selected !== null || session.mode !== 'label'
		),
		command(group, 'palette', m.label_palette, [{ cap: 'Ctrl K', key: 'k', mod: true, shift: false }], show.palette),
		command(group, 'keys', m.label_all_keys, [{ cap: '?', key: '?' }], show.keys)
	];
}

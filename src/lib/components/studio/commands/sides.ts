import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { at, command } from './combo.ts';

/** Left and right exchanged: repaired by hand, or as offered. */
export function sideCommands(session: LabelSession): Command[] {
	const group = m.label_keys_sides();
	const { sides: repair } = session;
	const free = () => session.selected === null && session.hold === null && session.mode !== 'box';
	const marking = () => repair.fromUs !== null;
	return [
		command(group, 'swap-cancel', m.cancel, [{ cap: 'Esc', code: 'Escape' }], repair.cancel, marking),
		command(
			group,
			'swap-here',
			() => (marking() ? m.label_swap_to_here() : m.label_swap_here()),
			[at('KeyS')],
			repair.here,
			() => free() && session.track !== null
		),
		command(
			group,
			'swap-accept',
			m.label_swap_accept,
			[at('KeyY')],
			repair.accept,
			() => free() && !marking() && repair.offer !== null
		),
		command(
			group,
			'swap-keep',
			m.label_swap_keep,
			[at('KeyN')],
			repair.dismiss,
			() => free() && !marking() && repair.offer !== null
		)
	];
}

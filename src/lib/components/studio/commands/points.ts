import { m } from '$lib/paraglide/messages.js';
import type { KeypointState } from '$lib/schema/annotation.ts';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { arrow, at, command } from './combo.ts';

/** Points of a hand that are put right. */
export function pointCommands(session: LabelSession): Command[] {
	const group = m.label_keys_points();
	const on = () => session.mode === 'points' && session.player?.playing === 'still' && session.points.hand !== null;
	const { points: editor } = session;
	const state = (value: KeypointState, words: () => string, digit: number) =>
		command(
			group,
			`point-${value}`,
			words,
			[at(`Digit${digit}`, { cap: String(digit) })],
			() => editor.setState(value),
			on
		);
	const nudge = (
		id: string,
		words: () => string,
		direction: 'Left' | 'Right' | 'Up' | 'Down',
		dx: number,
		dy: number
	) => [
		command(group, id, words, [arrow(direction)], () => editor.nudge(dx, dy), on),
		command(
			group,
			`${id}-10`,
			() => `${words()} ×10`,
			[arrow(direction, true)],
			() => editor.nudge(dx * 10, dy * 10),
			on
		)
	];
	return [
		command(
			group,
			'points',
			m.label_correct_points,
			[at('KeyP')],
			editor.toggle,
			() => session.track !== null && session.selected === null
		),
		...nudge('nudge-left', m.label_nudge_left, 'Left', -1, 0),
		...nudge('nudge-right', m.label_nudge_right, 'Right', 1, 0),
		...nudge('nudge-up', m.label_nudge_up, 'Up', 0, -1),
		...nudge('nudge-down', m.label_nudge_down, 'Down', 0, 1),
		command(group, 'point-after', m.label_point_after, [at('KeyX')], () => editor.chooseNext(1), on),
		command(
			group,
			'point-before',
			m.label_point_before,
			[at('KeyX', { cap: 'Shift X', shift: true })],
			() => editor.chooseNext(-1),
			on
		),
		command(group, 'other-hand', m.label_other_hand, [at('KeyH')], editor.otherHand, on),
		state('visible', m.label_set_visible, 1),
		state('occluded', m.label_set_occluded, 2),
		state('outside', m.label_set_outside, 3),
		state('absent', m.label_set_absent, 4)
	];
}

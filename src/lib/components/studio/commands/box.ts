import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { arrow, at, command } from './combo.ts';

/** How far an arrow key moves an edge of the box, over frame size. */
const BOX_STEP = 0.01;

/** The box that a hand is looked for in. */
export function boxCommands(session: LabelSession): Command[] {
	const group = m.label_keys_box();
	const { boxes } = session;
	const on = () => session.mode === 'box';
	const found = () => on() && boxes.reading !== null;
	const arrows = [
		{ direction: 'Left', dx: -1, dy: 0, move: m.label_box_left, grow: m.label_box_narrower },
		{ direction: 'Right', dx: 1, dy: 0, move: m.label_box_right, grow: m.label_box_wider },
		{ direction: 'Up', dx: 0, dy: -1, move: m.label_box_up, grow: m.label_box_lower },
		{ direction: 'Down', dx: 0, dy: 1, move: m.label_box_down, grow: m.label_box_higher }
	] as const;
	return [
		command(group, 'box', m.label_box_find, [at('KeyB')], boxes.toggle, () => session.selected === null),
		...arrows.flatMap(({ direction, dx, dy, move, grow }) => [
			command(
				group,
				`box-move-${direction}`,
				move,
				[arrow(direction)],
				() => boxes.move(dx * BOX_STEP, dy * BOX_STEP),
				on
			),
			command(
				group,
				`box-size-${direction}`,
				grow,
				[arrow(direction, true)],
				() => boxes.grow(dx * BOX_STEP * 2, dy * BOX_STEP * 2),
				on
			)
		]),
		command(group, 'box-next', m.label_box_next, [at('KeyX')], () => boxes.next(1), found),
		command(
			group,
			'box-before',
			m.label_box_before,
			[at('KeyX', { cap: 'Shift X', shift: true })],
			() => boxes.next(-1),
			found
		),
		command(group, 'box-left-hand', m.label_box_as_left, [at('KeyD')], () => boxes.setSide('left'), on),
		command(group, 'box-right-hand', m.label_box_as_right, [at('KeyG')], () => boxes.setSide('right'), on),
		command(
			group,
			'box-accept',
			m.label_box_accept,
			[{ cap: 'Enter', code: 'Enter' }],
			() => void boxes.accept(),
			found
		)
	];
}

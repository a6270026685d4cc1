import { planSetFailure, planSetGrip, planSetOutcome, planSetRecovery } from '$lib/domain/annotation/plan-set-code.ts';
import { m } from '$lib/paraglide/messages.js';
import { FAILURE_CODES, RECOVERY_CODES, type KeypointState } from '$lib/schema/annotation.ts';
import type { NewSegment } from '$lib/domain/annotation/plan-add-segment.ts';
import type { Command, KeyCombo } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { capOf, GRIP_ROWS, PICKER_CODES } from '../labels/picker-keys.ts';
import { FAILURE_WORDS, GRIP_WORDS, RECOVERY_WORDS } from '../labels/words.ts';

const at = (code: string, more: Partial<KeyCombo> = {}): KeyCombo => ({ cap: capOf(code), code, ...more });
const arrow = (direction: 'Left' | 'Right' | 'Up' | 'Down', shift = false): KeyCombo => ({
	cap: `${shift ? 'Shift ' : ''}${{ Left: '←', Right: '→', Up: '↑', Down: '↓' }[direction]}`,
	code: `Arrow${direction}`,
	shift
});

export const ZOOMS = [1, 2, 4, 8] as const;

/** What the studio can do on one clip, the more particular first: the first command that can run gets the key. */
export function studioCommands(session: LabelSession, showKeys: () => void): Command[] {
	return [
		...pickers(session),
		...sides(session),
		...box(session),
		...points(session),
		...labels(session),
		...playing(session),
		...page(session, showKeys)
	];
}

const command = (
	group: string,
	id: string,
	words: () => string,
	keys: KeyCombo[],
	run: () => void,
	canRun: () => boolean = () => true,
	release?: () => void
): Command => ({ group, id, words, keys, run, canRun, release });

function pickers(session: LabelSession): Command[] {
	const group = m.label_keys_grips();
	const failureGroup = m.label_keys_failures();
	const recoveryGroup = m.label_keys_recoveries();
	const selected = (kind: string) => () => session.mode === 'label' && session.selected?.kind === kind;
	const id = () => session.selectedId!;
	const grips = GRIP_ROWS.flatMap((row) => row.grips).map((grip, i) =>
		command(
			group,
			`grip-${grip}`,
			GRIP_WORDS[grip],
			[at(PICKER_CODES[i]!)],
			() => session.edit(planSetGrip(session.doc, id(), grip)),
			selected('grip')
		)
	);
	const failures = FAILURE_CODES.map((code, i) =>
		command(
			failureGroup,
			code,
			FAILURE_WORDS[code],
			[at(PICKER_CODES[i]!)],
			() => session.edit(planSetFailure(session.doc, id(), code)),
			selected('failure')
		)
	);
	const recoveries = RECOVERY_CODES.map((code, i) =>
		command(
			recoveryGroup,
			code,
			RECOVERY_WORDS[code],
			[at(PICKER_CODES[i]!)],
			() => session.edit(planSetRecovery(session.doc, id(), code)),
			selected('recovery')
		)
	);
	const outcome = (value: 'resolved' | 'partly' | 'no', words: () => string, digit: number) =>
		command(
			recoveryGroup,
			`outcome-${value}`,
			() => `${m.label_outcome()} ${words()}`,
			[at(`Digit${digit}`, { cap: String(digit) })],
			() => session.edit(planSetOutcome(session.doc, id(), value)),
			selected('recovery')
		);
	return [
		...grips,
		command(
			group,
			'grip-unsure',
			m.label_not_sure,
			[at('KeyN')],
			() => session.edit(planSetGrip(session.doc, id(), 'unsure')),
			selected('grip')
		),
		...failures,
		...recoveries,
		outcome('resolved', m.label_outcome_resolved, 1),
		outcome('partly', m.label_outcome_partly, 2),
		outcome('no', m.label_outcome_no, 3),
		command(
			m.label_keys_labels(),
			'done',
			m.label_done,
			[{ cap: 'Enter', code: 'Enter' }],
			session.done,
			() => session.selected !== null
		)
	];
}

function points(session: LabelSession): Command[] {
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

function sides(session: LabelSession): Command[] {
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

/** How far an arrow key moves an edge of the box, over frame size. */
const BOX_STEP = 0.01;

function box(session: LabelSession): Command[] {
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

function labels(session: LabelSession): Command[] {
	const group = m.label_keys_labels();
	const hold = (id: string, words: () => string, code: string, what: NewSegment) =>
		command(
			group,
			id,
			words,
			[at(code)],
			() => session.startHold(what),
			() => session.mode === 'label' && session.selected === null,
			session.endHold
		);
	return [
		command(
			group,
			'cancel-hold',
			m.label_cancel_hold,
			[{ cap: 'Esc', code: 'Escape' }],
			session.cancelHold,
			() => session.hold !== null
		),
		hold('right-grip', m.label_new_right_grip, 'KeyG', { kind: 'grip', side: 'right' }),
		hold('left-grip', m.label_new_left_grip, 'KeyD', { kind: 'grip', side: 'left' }),
		hold('failure', m.label_new_failure, 'KeyF', { kind: 'failure' }),
		hold('recovery', m.label_new_recovery, 'KeyR', { kind: 'recovery' }),
		command(group, 'item-before', m.label_item_before, [at('BracketLeft', { cap: '[' })], () =>
			session.selectNeighbour(-1)
		),
		command(group, 'item-after', m.label_item_after, [at('BracketRight', { cap: ']' })], () =>
			session.selectNeighbour(1)
		),
		command(
			group,
			'delete',
			m.label_delete,
			[
				{ cap: 'Del', code: 'Delete' },
				{ cap: '⌫', code: 'Backspace' }
			],
			session.deleteSelected,
			() => session.selected !== null
		),
		command(
			group,
			'trim-in',
			m.label_trim_in,
			[at('KeyI')],
			() => session.trimHere('in'),
			() => session.canTrim
		),
		command(
			group,
			'trim-out',
			m.label_trim_out,
			[at('KeyO')],
			() => session.trimHere('out'),
			() => session.canTrim
		)
	];
}

function playing(session: LabelSession): Command[] {
	const group = m.label_keys_play();
	const player = () => session.player!;
	return [
		command(group, 'toggle', m.label_play, [{ cap: 'Space', code: 'Space' }], () => player().toggle()),
		command(group, 'frame-back', m.label_frame_back, [at('Comma', { cap: ',' }), arrow('Left')], () =>
			player().step(-1)
		),
		command(group, 'frame-on', m.label_frame_on, [at('Period', { cap: '.' }), arrow('Right')], () => player().step(1)),
		command(
			group,
			'ten-back',
			m.label_ten_back,
			[at('Comma', { cap: 'Shift ,', shift: true }), arrow('Left', true)],
			() => player().step(-10)
		),
		command(
			group,
			'ten-on',
			m.label_ten_on,
			[at('Period', { cap: 'Shift .', shift: true }), arrow('Right', true)],
			() => player().step(10)
		),
		command(group, 'play-back', m.label_play_back, [at('KeyJ')], () =>
			player().playing === 'backward' ? player().faster() : player().playBack()
		),
		command(group, 'pause', m.label_pause, [at('KeyK')], () =>
			player().playing === 'still' ? player().realSpeed() : player().pause()
		),
		command(group, 'play', m.label_play, [at('KeyL')], () =>
			player().playing === 'forward' ? player().faster() : player().play()
		),
		command(group, 'to-start', m.label_to_start, [{ cap: 'Home', code: 'Home' }], () =>
			player().seek(session.kept.startUs)
		),
		command(group, 'to-end', m.label_to_end, [{ cap: 'End', code: 'End' }], () => player().seek(session.kept.endUs - 1))
	];
}

function page(session: LabelSession, showKeys: () => void): Command[] {
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
		command(group, 'keys', m.label_all_keys, [{ cap: '?', key: '?' }], showKeys)
	];
}

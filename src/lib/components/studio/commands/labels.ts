import type { NewSegment } from '$lib/domain/annotation/plan-add-segment.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { at, command } from './combo.ts';

/** Labels made, gone through and deleted; trim. */
export function labelCommands(session: LabelSession): Command[] {
	const group = m.label_keys_labels();
	const hold = (id: string, words: () => string, code: string, what: NewSegment) =>
		command(
			group,
			id,
			words,
			[at(code)],
			() => session.startHold(what),
			() => session.mode === 'label' && session.selected === null && !session.readOnly,
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
			() => session.selected !== null && !session.readOnly
		),
		command(
			group,
			'trim-in',
			m.label_trim_in,
			[at('KeyI')],
			() => session.trimHere('in'),
			() => session.canTrim && !session.readOnly
		),
		command(
			group,
			'trim-out',
			m.label_trim_out,
			[at('KeyO')],
			() => session.trimHere('out'),
			() => session.canTrim && !session.readOnly
		)
	];
}

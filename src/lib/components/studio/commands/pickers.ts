import { planSetFailure, planSetGrip, planSetOutcome, planSetRecovery } from '$lib/domain/annotation/plan-set-code.ts';
import { m } from '$lib/paraglide/messages.js';
import { FAILURE_CODES, RECOVERY_CODES } from '$lib/schema/annotation.ts';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { GRIP_ROWS, PICKER_CODES } from '../../labels/picker-keys.ts';
import { FAILURE_WORDS, GRIP_WORDS, RECOVERY_WORDS } from '../../labels/words.ts';
import { at, command } from './combo.ts';

/** Grip, failure and recovery of the selected label; the same keys by place for all three. */
export function pickerCommands(session: LabelSession): Command[] {
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
		command(
			group,
			'grip-N0',
			GRIP_WORDS.N0,
			[at('KeyN', { cap: 'Shift N', shift: true })],
			() => session.edit(planSetGrip(session.doc, id(), 'N0')),
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

import { FEIX_QUESTIONS, FEIX_TYPES, isGripGroup } from '$lib/domain/annotation/feix.ts';
import type { NewSegment } from '$lib/domain/annotation/plan-add-segment.ts';
import { planSay } from '$lib/domain/annotation/plan-say.ts';
import { isNamed, planSetGrip } from '$lib/domain/annotation/plan-set-code.ts';
import { planSetScore } from '$lib/domain/annotation/plan-set-ending.ts';
import { m } from '$lib/paraglide/messages.js';
import { CONTACT_STATES } from '$lib/schema/annotation.ts';
import type { Command, Scope } from '$lib/state/command.ts';
import type { GripGuesses } from '$lib/state/grip-guesses.svelte.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { PICKER_CODES } from '../../labels/picker-keys.ts';
import { CONTACT_WORDS, RESULT_WORDS } from '../../labels/words.ts';
import { at, command } from './combo.ts';

const digit = (n: number) => at(`Digit${n}`, { cap: String(n), shift: false });
const shiftDigit = (n: number) => at(`Digit${n}`, { cap: `Shift ${n}`, shift: true });
const FIVE = [1, 2, 3, 4, 5];
const inScope = (scope: Scope, commands: Command[]): Command[] => commands.map((one) => ({ ...one, scope }));

/** What is said of a label beside its code, of attempts, steps and contact, and of the end. */
export function answerCommands(session: LabelSession, guesses: GripGuesses): Command[] {
	const all = [
		...inScope('grip', gripAnswers(session, guesses)),
		...inScope('failure', severities(session, 'failure')),
		...inScope('recovery', severities(session, 'recovery')),
		...tierPickers(session),
		...newLabels(session)
	];
	return all.map((one) => ({ ...one, canRun: () => !session.readOnly && one.canRun() }));
}

function gripAnswers(session: LabelSession, guesses: GripGuesses): Command[] {
	const group = m.label_keys_grips();
	const grip = () => (session.mode === 'label' && session.selected?.kind === 'grip' ? session.selected : null);
	const types = () => {
		const segment = grip();
		if (!segment || !isGripGroup(segment.grip) || !FEIX_QUESTIONS[segment.grip]) return [];
		return FEIX_TYPES[segment.grip];
	};
	return [
		...[1, 2, 3].map((n) =>
			command(
				group,
				`guess-${n}`,
				() => m.labelling_take_guess({ n }),
				[digit(n)],
				() => session.edit(planSetGrip(session.doc, grip()!.id, guesses.guesses[n - 1]!.group)),
				() => grip() !== null && !isNamed(grip()!) && guesses.guesses[n - 1] !== undefined
			)
		),
		...FIVE.map((n) =>
			command(
				group,
				`type-${n}`,
				() => m.labelling_type_n({ n }),
				[digit(n)],
				() => session.edit(planSay(session.doc, grip()!.id, 'grip', 'feixId', types()[n - 1]!.id)),
				() => types()[n - 1] !== undefined
			)
		),
		...FIVE.map((n) =>
			command(
				group,
				`force-${n}`,
				() => `${m.labelling_force()} ${n}`,
				[shiftDigit(n)],
				() => session.edit(planSay(session.doc, grip()!.id, 'grip', 'force', n)),
				() => grip() !== null && isNamed(grip()!) && grip()!.grip !== 'N0'
			)
		)
	];
}

function severities(session: LabelSession, kind: 'failure' | 'recovery'): Command[] {
	const group = kind === 'failure' ? m.label_keys_failures() : m.label_keys_recoveries();
	return [1, 2, 3].map((n) =>
		command(
			group,
			`${kind}-severity-${n}`,
			() => `${m.labelling_severity()} ${n}`,
			[shiftDigit(n)],
			() => session.edit(planSay(session.doc, session.selectedId!, kind as 'failure', 'severity', n)),
			() => session.mode === 'label' && session.selected?.kind === kind
		)
	);
}

function tierPickers(session: LabelSession): Command[] {
	const group = m.labelling_keys_tiers();
	const selected = (kind: string) => session.mode === 'label' && session.selected?.kind === kind;
	const id = () => session.selectedId!;
	const steps = session.clip?.task?.steps ?? [];
	const attempts = [
		...(['done', 'failed', 'stopped'] as const).map((result, i) =>
			command(
				group,
				`result-${result}`,
				() => m.labelling_attempt_result({ result: RESULT_WORDS[result]() }),
				[at(PICKER_CODES[i]!)],
				() => session.edit(planSay(session.doc, id(), 'attempt', 'result', result)),
				() => selected('attempt')
			)
		),
		...FIVE.map((n) =>
			command(
				group,
				`effort-${n}`,
				() => `${m.labelling_effort()} ${n}`,
				[shiftDigit(n)],
				() => session.edit(planSay(session.doc, id(), 'attempt', 'effort', n)),
				() => selected('attempt')
			)
		)
	];
	return [
		...inScope('attempt', attempts),
		...inScope(
			'step',
			steps.slice(0, PICKER_CODES.length).map((step, i) =>
				command(
					group,
					`step-${step.id}`,
					() => step.title,
					[at(PICKER_CODES[i]!)],
					() => session.edit(planSay(session.doc, id(), 'step', 'step', step.id)),
					() => selected('step')
				)
			)
		),
		...inScope(
			'contact',
			CONTACT_STATES.map((contact, i) =>
				command(
					group,
					`contact-${contact}`,
					CONTACT_WORDS[contact],
					[at(PICKER_CODES[i]!)],
					() => session.edit(planSay(session.doc, id(), 'contact', 'contact', contact)),
					() => selected('contact')
				)
			)
		)
	];
}

function newLabels(session: LabelSession): Command[] {
	const group = m.label_keys_labels();
	const free = () => session.mode === 'label' && session.selected === null;
	const hold = (id: string, words: () => string, code: string, what: () => NewSegment, canRun = free) =>
		command(group, id, words, [at(code)], () => session.startHold(what()), canRun, session.endHold);
	const failure = () => (session.mode === 'label' && session.selected?.kind === 'failure' ? session.selected : null);
	const alone = [
		hold('attempt', m.labelling_attempt, 'KeyE', () => ({ kind: 'attempt' })),
		hold('step', m.labelling_step, 'KeyT', session.newStep),
		hold('left-contact', m.labelling_left_contact, 'KeyC', () => ({ kind: 'contact', side: 'left' })),
		hold('right-contact', m.labelling_right_contact, 'KeyH', () => ({ kind: 'contact', side: 'right' })),
		...FIVE.map((n) =>
			command(
				group,
				`score-${n}`,
				() => `${m.labelling_score()} ${n}`,
				[digit(n)],
				() => session.edit(planSetScore(session.doc, n)),
				() => free() && session.hold === null
			)
		)
	];
	// It also runs while the failure is selected that it answers.
	return [
		...inScope('free', alone),
		hold(
			'mended',
			m.labelling_mended,
			'KeyU',
			() => ({ kind: 'recovery', ...(failure() && { recovers: failure()!.id }) }),
			() => free() || failure() !== null
		)
	];
}

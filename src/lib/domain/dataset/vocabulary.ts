import { CONTACT_CODES, CONTACT_STATES, FAILURE_CODES, GRIP_GROUPS, RECOVERY_CODES } from '../../schema/annotation.ts';

/**
 * Numbers of the label codes in a dataset: position in this list, 0 is "no label here".
 * Order is part of the format. New codes go to the end.
 */
const numbered = (codes: readonly string[]): Readonly<Record<string, number>> =>
	Object.freeze(Object.fromEntries(codes.map((code, i) => [code, i + 1])));

export const GRIP_NUMBERS = numbered([...GRIP_GROUPS, ...CONTACT_CODES, 'unsure']);
export const FAILURE_NUMBERS = numbered(FAILURE_CODES);
/** 0 is "nobody has said"; touching nothing is a state of its own. */
export const CONTACT_NUMBERS = numbered(CONTACT_STATES);
export const RECOVERY_NUMBERS = numbered(RECOVERY_CODES);
/** A code that this version does not know keeps its name in `annotations.jsonl` and has this number in the rows. */
export const UNKNOWN_NUMBER = 1000;

/** Numbers of one task's steps: 1 for its first. */
export const stepNumbers = (steps: readonly string[]) => numbered(steps);

/** Content of `meta/studio/vocab.json`. `stepsOf`: ids of the steps of each task, by the task's id. */
export const vocabulary = (stepsOf: Readonly<Record<string, readonly string[]>>) => ({
	schema: 'vocab/1',
	none: 0,
	unknown: UNKNOWN_NUMBER,
	'annotation.grip.left': GRIP_NUMBERS,
	'annotation.grip.right': GRIP_NUMBERS,
	'annotation.failure': FAILURE_NUMBERS,
	'annotation.recovery_code': RECOVERY_NUMBERS,
	'annotation.contact.left': CONTACT_NUMBERS,
	'annotation.contact.right': CONTACT_NUMBERS,
	'annotation.step': Object.fromEntries(Object.entries(stepsOf).map(([task, steps]) => [task, stepNumbers(steps)]))
});

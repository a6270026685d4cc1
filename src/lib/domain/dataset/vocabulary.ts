import { CONTACT_CODES, FAILURE_CODES, GRIP_GROUPS, RECOVERY_CODES } from '../../schema/annotation.ts';

/**
 * Numbers of the label codes in a dataset: position in this list, 0 is "no label here".
 * Order is part of the format. New codes go to the end.
 */
const numbered = (codes: readonly string[]): Readonly<Record<string, number>> =>
	Object.freeze(Object.fromEntries(codes.map((code, i) => [code, i + 1])));

export const GRIP_NUMBERS = numbered([...GRIP_GROUPS, ...CONTACT_CODES, 'unsure']);
export const FAILURE_NUMBERS = numbered(FAILURE_CODES);
export const RECOVERY_NUMBERS = numbered(RECOVERY_CODES);
/** A code that this version does not know keeps its name in `annotations.jsonl` and has this number in the rows. */
export const UNKNOWN_NUMBER = 1000;

/** Content of `meta/studio/vocab.json`. */
export const vocabulary = () => ({
	schema: 'vocab/1',
	none: 0,
	unknown: UNKNOWN_NUMBER,
	'annotation.grip.left': GRIP_NUMBERS,
	'annotation.grip.right': GRIP_NUMBERS,
	'annotation.failure': FAILURE_NUMBERS,
	'annotation.recovery_code': RECOVERY_NUMBERS
});

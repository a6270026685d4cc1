import { FAILURE_CODES, RECOVERY_CODES, type GripCode } from '$lib/schema/annotation.ts';

/**
 * Keys of the pickers by their place on the keyboard (`event.code`), so that every layout has the same pattern under
 * the left hand and J K L stay free.
 */
export const PICKER_CODES = [
	'KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY',
	'KeyA', 'KeyS', 'KeyD', 'KeyF', 'KeyG', 'KeyH',
	'KeyZ', 'KeyX', 'KeyC', 'KeyV', 'KeyB'
] as const; // prettier-ignore

export const GRIP_ROWS: readonly { group: 'whole' | 'side' | 'pads'; grips: readonly GripCode[] }[] = [
	{ group: 'whole', grips: ['G01', 'G02', 'G03', 'G04', 'G05', 'G06'] },
	{ group: 'side', grips: ['G07', 'G08', 'G09', 'G10', 'G11', 'G17'] },
	{ group: 'pads', grips: ['G12', 'G13', 'G14', 'G15', 'G16'] }
];
/** No grip: not touching, or touching another way. Not touching is also what has no label; here a person has said so. */
export const CONTACTS: readonly GripCode[] = ['N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8'];
/** What a phone shows first, before the person has a history of their own. */
export const FIRST_GRIPS: readonly GripCode[] = ['G13', 'G12', 'G14', 'G01', 'G02', 'G10', 'G11'];

const inOrder = GRIP_ROWS.flatMap((row) => row.grips);
export const keyOfGrip = (grip: GripCode): string | null => PICKER_CODES[inOrder.indexOf(grip)] ?? null;
export const gripOfKey = (code: string): GripCode | null =>
	inOrder[(PICKER_CODES as readonly string[]).indexOf(code)] ?? null;
export const failureOfKey = (code: string) => FAILURE_CODES[(PICKER_CODES as readonly string[]).indexOf(code)] ?? null;
export const recoveryOfKey = (code: string) =>
	RECOVERY_CODES[(PICKER_CODES as readonly string[]).indexOf(code)] ?? null;
/** The letter on an English keyboard. */
export const capOf = (code: string): string => code.replace(/^Key/, '');

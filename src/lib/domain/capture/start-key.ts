/** Keys that already mean something where a person films: leaving, moving the focus, retake, erase, voice. */
const TAKEN = new Set(['Escape', 'Tab', 'Enter', 'NumpadEnter', 'KeyR', 'KeyX', 'KeyV']);

/**
 * Why a key or pedal cannot start and stop a recording, or null.
 * code  `KeyboardEvent.code`; a pedal is a keyboard with few keys, and some send none
 */
export function startKeyProblem(code: string): 'taken' | 'unknown' | null {
	if (TAKEN.has(code)) return 'taken';
	if (code === '' || code === 'Unidentified' || /^(Shift|Control|Alt|Meta|CapsLock)/.test(code)) return 'unknown';
	return null;
}

/** What is written on a key, as far as its code tells: `KeyB` → `B`, `PageDown` → `Page Down`. */
export const startKeyName = (code: string): string =>
	code.replace(/^(Key|Digit)(?=.$)/, '').replace(/([a-z])([A-Z0-9])/g, '$1 $2');

import type { ChosenKeys, KeyCombo } from '$lib/schema/key-map.ts';
import type { Command } from './command.ts';

/** Commands with the keys that a person chose. */
export const remapped = (commands: readonly Command[], chosen: ChosenKeys): Command[] =>
	commands.map((command) => (chosen[command.id] ? { ...command, keys: chosen[command.id]! } : command));

const MODIFIERS = new Set([
	'Control',
	'Shift',
	'Alt',
	'Meta',
	'AltGraph',
	'CapsLock',
	'Dead',
	'Unidentified',
	'Process'
]);
/** Written keys rather than places: what they do differs by what is printed on them. */
const CAPS: Record<string, string> = {
	' ': 'Space', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓',
	Delete: 'Del', Backspace: '⌫', Escape: 'Esc'
}; // prettier-ignore
/** The browser or the page's own focus takes these first. */
const KEPT_WITH_MOD = new Set(['KeyW', 'KeyT', 'KeyN', 'KeyR', 'KeyL', 'KeyQ', 'Tab']);

/** What a key press would be as a combination: null while only modifiers are down, `kept` where it never reaches the page. */
export function comboFrom(
	event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
): KeyCombo | 'kept' | null {
	if (MODIFIERS.has(event.key) || event.code === '') return null;
	const mod = event.ctrlKey || event.metaKey;
	if (event.altKey || event.key === 'Tab' || /^F\d+$/.test(event.key) || (mod && KEPT_WITH_MOD.has(event.code)))
		return 'kept';
	const written = CAPS[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
	const cap = [mod ? 'Ctrl' : '', event.shiftKey ? 'Shift' : '', written].filter(Boolean).join(' ');
	return { cap, code: event.code, ...(mod && { mod }), ...(event.shiftKey && { shift: true }) };
}

/**
 * Whether two combinations can be the same press. One that names a written key meets every place: which key writes it
 * differs by keyboard, so only the character on the cap tells.
 */
export function sameCombo(a: KeyCombo, b: KeyCombo): boolean {
	if ((a.mod ?? false) !== (b.mod ?? false)) return false;
	if (a.code !== undefined && b.code !== undefined)
		return a.code === b.code && (a.shift ?? false) === (b.shift ?? false);
	if (a.key !== undefined && b.key !== undefined) return a.key === b.key && sameShift(a, b);
	return lastOf(a.cap) === lastOf(b.cap) && sameShift(a, b);
}
const sameShift = (a: KeyCombo, b: KeyCombo): boolean =>
	a.shift === undefined || b.shift === undefined || a.shift === b.shift;
const lastOf = (cap: string): string => cap.split(' ').at(-1)!.toLowerCase();

/** The commands that would wait for `combo` in the same state of the page as command `id`. */
export function clashesWith(commands: readonly Command[], id: string, combo: KeyCombo): Command[] {
	const mine = commands.find((command) => command.id === id);
	return commands.filter(
		(other) =>
			other.id !== id &&
			(mine?.scope === undefined || other.scope === undefined || mine.scope === other.scope) &&
			other.keys.some((key) => sameCombo(key, combo))
	);
}

/** The choice after `id` got `combo` for its only key; `from`: the commands that give it up. */
export function chooseKey(chosen: ChosenKeys, id: string, combo: KeyCombo, from: readonly Command[] = []): ChosenKeys {
	const given = from.map((other) => [other.id, other.keys.filter((key) => !sameCombo(key, combo))] as const);
	return { ...chosen, ...Object.fromEntries(given), [id]: [combo] };
}

/** The choice without that of `id`: its own keys again. */
export const resetKey = (chosen: ChosenKeys, id: string): ChosenKeys =>
	Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== id));

import type { KeyCombo } from '$lib/schema/key-map.ts';

export type { KeyCombo };

/**
 * States of the studio that exclude each other: a label of one kind is selected; points or a box are being worked on; nothing is
 * selected. Commands of two different ones never wait for the same key at the same time.
 */
export type Scope = 'grip' | 'failure' | 'recovery' | 'attempt' | 'step' | 'contact' | 'points' | 'box' | 'free';

/** Something that a person can do, once: buttons, shortcuts and the list of all keys take it from here. */
export type Command = {
	/** Its name: stays the same whatever the words and keys are. */
	id: string;
	group: string;
	words: () => string;
	keys: readonly KeyCombo[];
	/** In which state alone it can run; left out: in any. */
	scope?: Scope;
	canRun: () => boolean;
	run: () => void;
	/** For a key that acts while it is held: what letting go does. */
	release?: () => void;
};

/** Whether a key event is this combination. */
export function isCombo(
	event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
	combo: KeyCombo
): boolean {
	if (event.altKey || (combo.mod ?? false) !== (event.ctrlKey || event.metaKey)) return false;
	if (combo.key !== undefined)
		return event.key.toLowerCase() === combo.key && (combo.shift === undefined || combo.shift === event.shiftKey);
	return event.code === combo.code && (combo.shift ?? false) === event.shiftKey;
}

/** The first command of the list that has this key and can run now. */
export const commandFor = (commands: readonly Command[], event: KeyboardEvent): Command | undefined =>
	commands.find((command) => command.keys.some((combo) => isCombo(event, combo)) && command.canRun());

/** Whether the element with the focus wants this key for itself: fields take all of them, buttons Space and Enter. */
export function wantsKey(target: EventTarget | null, event: KeyboardEvent): boolean {
	if (!(target instanceof Element)) return false;
	// A dialog over the page has the keys.
	if (target.closest('[role=dialog], [role=alertdialog]')) return true;
	if (target.closest('input:not([type=checkbox],[type=radio],[type=range]), textarea, select, [contenteditable=true]'))
		return true;
	// A radio is chosen with Space; Enter is left for the page, as with the browser's own radios.
	if (event.key === 'Enter' && target.closest('[role=radio]')) return false;
	if (event.key === ' ' || event.key === 'Enter')
		return target.closest('button, a[href], summary, [role=switch]') !== null;
	return false;
}

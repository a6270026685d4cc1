import type { Command, KeyCombo } from '$lib/state/command.ts';
import { capOf } from '../../labels/picker-keys.ts';

/** A place on the keyboard. */
export const at = (code: string, more: Partial<KeyCombo> = {}): KeyCombo => ({ cap: capOf(code), code, ...more });

export const arrow = (direction: 'Left' | 'Right' | 'Up' | 'Down', shift = false): KeyCombo => ({
	cap: `${shift ? 'Shift ' : ''}${{ Left: '←', Right: '→', Up: '↑', Down: '↓' }[direction]}`,
	code: `Arrow${direction}`,
	shift
});

export const command = (
	group: string,
	id: string,
	words: () => string,
	keys: KeyCombo[],
	run: () => void,
	canRun: () => boolean = () => true,
	release?: () => void
): Command => ({ group, id, words, keys, run, canRun, release });

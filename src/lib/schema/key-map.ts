import { z } from './zod.ts';

/** One key, or a place on the keyboard, with its modifiers. `cap` is what a person reads. */
export const KeyCombo = z.object({
	cap: z.string().min(1).max(40),
	/** Place on the keyboard (`event.code`). */
	code: z.string().optional(),
	/** What the key writes (`event.key`), wherever it is; Shift is then part of writing it. */
	key: z.string().optional(),
	/** Ctrl, or Cmd on a Mac. */
	mod: z.boolean().optional(),
	shift: z.boolean().optional()
});
export type KeyCombo = z.infer<typeof KeyCombo>;

/** Keys that a person chose, by the command's id. A command that is not listed has its own; an empty list: no key. */
export const ChosenKeys = z.record(z.string(), z.array(KeyCombo).max(4));
export type ChosenKeys = z.infer<typeof ChosenKeys>;

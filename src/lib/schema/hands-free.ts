import { z } from './zod.ts';

/** Tries of a batch, and seconds of a try and of the pause after it. */
export const BATCH_LIMITS = { tries: [1, 20], tryS: [2, 120], resetS: [2, 120] } as const;
export const START_AFTER_S = [3, 5, 10] as const;

const between = ([least, most]: readonly [number, number], otherwise: number) =>
	z.int().min(least).max(most).catch(otherwise);

/** How a person films with both hands busy. Remembered on this device; what cannot be read becomes its default. */
export const HandsFreeSettings = z.object({
	/** A raised palm starts and stops. */
	palm: z.boolean().catch(false),
	/** Seconds from the sign to start until the first frame. */
	startAfterS: z.literal(START_AFTER_S).catch(3),
	/** `KeyboardEvent.code` of a key or pedal that works beside Space; null: none was learnt. */
	key: z.string().max(40).nullable().catch(null),
	/** The record button is as wide as a phone. */
	bigButton: z.boolean().catch(false),
	/** More than one try: each is recorded for `tryS`, with a pause of `resetS` in between that is not recorded. */
	tries: between(BATCH_LIMITS.tries, 1),
	tryS: between(BATCH_LIMITS.tryS, 10),
	resetS: between(BATCH_LIMITS.resetS, 5),
	voice: z.boolean().catch(true),
	tone: z.boolean().catch(true),
	vibration: z.boolean().catch(true)
});
export type HandsFreeSettings = z.infer<typeof HandsFreeSettings>;

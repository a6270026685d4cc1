import { z } from './zod.ts';

/**
 * Presentation time of a frame, whole microseconds from the first frame of its own clip.
 * A frame is named by (clip, PtsUs), never by a position in an array.
 */
export const PtsUs = z.int().brand<'PtsUs'>();
export type PtsUs = z.infer<typeof PtsUs>;

/** Wall-clock time, whole milliseconds since 1970-01-01 UTC. */
export const TimeMs = z.int().nonnegative().brand<'TimeMs'>();
export type TimeMs = z.infer<typeof TimeMs>;

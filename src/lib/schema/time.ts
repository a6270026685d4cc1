import { z } from 'zod';

/**
 * Presentation time of a frame, whole microseconds from the first frame of its own clip.
 * A frame is named by (clip, PtsUs), never by a position in an array.
 */
export const PtsUs = z.int().brand<'PtsUs'>();
export type PtsUs = z.infer<typeof PtsUs>;

/** Wall-clock time, whole milliseconds since 1970-01-01 UTC. */
export const TimeMs = z.int().nonnegative().brand<'TimeMs'>();
export type TimeMs = z.infer<typeof TimeMs>;

/** Brands a number that is already known to be whole microseconds. Rounds, because codecs hand out halves. */
export const ptsUs = (value: number): PtsUs => Math.round(value) as PtsUs;
export const timeMs = (value: number): TimeMs => Math.round(value) as TimeMs;

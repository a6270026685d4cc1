import type { PtsUs, TimeMs } from './time.ts';

// Apart from the schemas, so that workers which only brand a number do not carry zod.

/** Brands a number that is already known to be whole microseconds. Rounds, because codecs hand out halves. */
export const ptsUs = (value: number): PtsUs => Math.round(value) as PtsUs;
/** Brands wall-clock milliseconds. Rounds. */
export const timeMs = (value: number): TimeMs => Math.round(value) as TimeMs;

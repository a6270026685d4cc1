import { z } from './zod.ts';
import { Sha256, TakeId } from './ids.ts';

/**
 * What a phone's motion sensors tell, in the axes of the device (x to the right of the screen, y to its top, z out of it):
 * acceleration   m/s², with gravity
 * rotation       rad/s about x, y, z
 * orientation    rad: alpha about z, beta about x, gamma about y, in that order
 */
export const SensorKind = z.enum(['acceleration', 'rotation', 'orientation']);
export type SensorKind = z.infer<typeof SensorKind>;

/** Numbers of one sample in a row's blob: time, then three values. */
export const SENSOR_FIELDS = 4;

/**
 * About a second of one sensor of a take. The blob holds Float64, four a sample: microseconds on the take's own clock
 * (0: its first frame; whole; may be less than 0), then the three values. It never leaves the device yet.
 */
export const SensorRow = z.looseObject({
	schema: z.literal('sensor-row/1'),
	takeId: TakeId,
	sensor: SensorKind,
	seq: z.int().nonnegative(),
	samples: z.int().positive(),
	firstUs: z.int(),
	lastUs: z.int(),
	/** Wall-clock milliseconds of the take's first frame that the times were made with. */
	firstFrameAtMs: z.number(),
	sha256: Sha256,
	byteLength: z.int().positive(),
	encryption: z.null(),
	blob: z.instanceof(Blob)
});
export type SensorRow = z.infer<typeof SensorRow>;

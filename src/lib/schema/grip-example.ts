import { SegmentId } from './ids.ts';
import { TimeMs } from './time.ts';
import { z } from './zod.ts';

/**
 * A grip that this person named, for guesses on this device alone. `pose`: 15 Float32, in the order of `POSE_FEATURES`
 * (domain/grip-guess); a Blob, so that erasing it erases it from the disk.
 */
export const GripExample = z.looseObject({
	schema: z.literal('grip-example/1'),
	/** `TAKE/AUTHOR`, or `SUBMISSION/AUTHOR`. */
	docId: z.string(),
	segmentId: SegmentId,
	group: z.string(),
	/** The first guess before the label was known; null: there was none. */
	guessed: z.string().nullable(),
	atMs: TimeMs,
	pose: z.instanceof(Blob)
});
export type GripExample = z.infer<typeof GripExample>;

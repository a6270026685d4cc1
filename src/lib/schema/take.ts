import { z } from './zod.ts';
import { Sha256, SubmissionId, TakeId } from './ids.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { PtsUs, TimeMs } from './time.ts';

/**
 * Where frames are missing (`domain/time/gap-report.ts`).
 * `counts[i]`: gaps under 0.5, 1.5, 2.5, 3.5, 5.5, 10.5, 30.5 frames and longer ones. `long`: gaps of 1.5 frames and more
 * and all in which a frame is missing, the first 2000; `missing` 0: the camera itself was late.
 */
export const GapReport = z.looseObject({
	/** How long a frame of this camera lasts. */
	frameUs: z.number().nonnegative(),
	counts: z.array(z.int().nonnegative()),
	/** Frames missing in all gaps. */
	missing: z.int().nonnegative(),
	/** By the counters of the camera's track, or only guessed from the times. */
	countedBy: z.enum(['track', 'time']),
	/** How many there are of those that `long` lists. */
	longGaps: z.int().nonnegative(),
	long: z.array(
		z.looseObject({
			/** Of the last frame before the gap. */
			ptsUs: z.int().nonnegative(),
			gapUs: z.int().nonnegative(),
			missing: z.int().nonnegative()
		})
	)
});
export type GapReport = z.infer<typeof GapReport>;

/**
 * What the capture chain counted. `null` where the browser does not tell.
 * Identity: `totalFrames = deliveredFrames + discardedFrames + unreportedFrames`.
 */
export const CaptureFacts = z.looseObject({
	width: z.int().positive(),
	height: z.int().positive(),
	/** Codec string as given to the encoder or read from the file, e.g. `avc1.42001f`. */
	codec: z.string(),
	/** Where the frames came from. */
	frameSource: z.enum(['track_processor', 'video_element', 'media_recorder', 'file']),
	totalFrames: z.int().nonnegative().nullable(),
	deliveredFrames: z.int().nonnegative().nullable(),
	discardedFrames: z.int().nonnegative().nullable(),
	unreportedFrames: z.int().nonnegative().nullable(),
	/** Frames handed to the encoder, and frames that came out of it and were stored. */
	encodedFrames: z.int().nonnegative(),
	/** Frames that reached the recorder but were not encoded, because the encoder was behind. */
	droppedFrames: z.int().nonnegative(),
	/** Mean frames a second, over first to last frame. */
	meanFps: z.number().nonnegative(),
	longestGapUs: z.int().nonnegative(),
	p95GapUs: z.int().nonnegative(),
	/** Missing in takes of before it was counted. */
	gaps: GapReport.optional(),
	/** Preview shown as in a mirror; the file never is. */
	mirroredPreview: z.boolean(),
	mirroredFile: z.boolean(),
	/** Frames that live tracking looked at; `null` for a file. */
	trackedLiveFrames: z.int().nonnegative().nullable(),
	/** When the page was hidden or the device asleep, microseconds of the take by the page's clock; good to a tenth of a second. */
	interruptions: z
		.array(z.looseObject({ kind: z.enum(['hidden', 'asleep']), fromUs: z.int(), toUs: z.int() }))
		.optional(),
	/** Why the recording ended. */
	endedBy: z.enum(['stop', 'time_limit', 'storage_full', 'camera_lost', 'crash', 'encoder_failed', 'import'])
});
export type CaptureFacts = z.infer<typeof CaptureFacts>;

/**
 * recording → recorded → tracked → checked → (labels as wanted) → queued → sending → stored → accepted | sent_back.
 * A crash leaves `recording`; recovery turns that into `recorded`.
 */
export const TakeState = z.enum([
	'recording',
	'recorded',
	'tracked',
	'checked',
	'queued',
	'sending',
	'stored',
	'accepted',
	'sent_back'
]);
export type TakeState = z.infer<typeof TakeState>;

/** Marks made while a take is filmed. Times are wall-clock milliseconds by the page's even clock. */
export const KeptMarks = z.looseObject({
	/** When the first frame was; null: not known, so nobody knows where the marks belong. */
	firstFrameAtMs: z.number().nullable(),
	/** `toMs` null: still held when this was written. */
	marks: z.array(
		z.looseObject({
			kind: z.enum(['failure', 'recovery', 'attempt']),
			fromMs: z.number(),
			toMs: z.number().nullable()
		})
	)
});
export type KeptMarks = z.infer<typeof KeptMarks>;

/** One recording attempt, as it lies in IndexedDB. Its bytes lie in media rows. */
export const Take = z.looseObject({
	schema: z.literal('take/1'),
	id: TakeId,
	programmeId: z.string(),
	taskId: z.string(),
	taskVersion: z.int(),
	/** 1, 2, 3 … for each task on this device; never reused. */
	number: z.int().positive(),
	createdAtMs: TimeMs,
	source: z.enum(['camera', 'file', 'sample']),
	/** Name of the imported file, shown to the worker only; it never leaves the device. */
	fileName: z.string().nullable(),
	state: TakeState,
	/** First frame to the end of the last one. 0 while recording. */
	durationUs: z.int().nonnegative(),
	frameCount: z.int().nonnegative(),
	facts: CaptureFacts.nullable(),
	/** Set from the moment the worker pressed Submit. */
	submissionId: SubmissionId.nullable(),
	/** Why the hub sent it back: a code of `REVIEW_REASONS`, and the reviewer's words. */
	sentBack: z.looseObject({ reason: z.string(), words: z.string() }).nullable(),
	/** What the last background check found; absent before the first. `toUs` null: to the end. No spans: all sound. */
	damage: z
		.looseObject({
			checkedAtMs: TimeMs,
			spans: z.array(z.looseObject({ fromUs: z.int(), toUs: z.int().nullable() }))
		})
		.optional(),
	/**
	 * The pass that gives every frame its landmarks. Missing in takes of before it could be gone on with: theirs is whole
	 * once the state is past `recorded`.
	 */
	pass: z.looseObject({ complete: z.boolean() }).optional(),
	/** Written as they are made, and gone once labels were made of them. */
	filmingMarks: KeptMarks.optional(),
	/** When the worker erased the footage itself, after the hub countersigned what was sent. */
	originalErasedAtMs: TimeMs.nullable().optional(),
	/** A small picture of the take, JPEG; null until one was made. */
	thumbnail: z.instanceof(Blob).nullable()
});
export type Take = z.infer<typeof Take>;

/**
 * One piece of a take's file. Rows in `seq` order, put end to end, are the file.
 * Fragmented MP4: the first row is `init` (ftyp, moov), the others end where a fragment ends.
 * Imported files: rows of `MAX_ROW_BYTES` cut anywhere, kind `bytes`.
 */
export const MediaRow = z.looseObject({
	/** 2: with a head of its own. */
	schema: z.enum(['media-row/1', 'media-row/2']),
	takeId: TakeId,
	seq: z.int().nonnegative(),
	kind: z.enum(['init', 'fragment', 'bytes']),
	sha256: Sha256,
	byteLength: z.int().positive().max(MAX_ROW_BYTES),
	/** Of the frames inside; null for `init` and `bytes`. */
	firstPtsUs: PtsUs.nullable(),
	lastPtsUs: PtsUs.nullable(),
	/** No row is encrypted yet; the field is here so that old rows can be told from new ones. */
	encryption: z.null(),
	blob: z.instanceof(Blob),
	/**
	 * A fragment that a cut moved to another time: these bytes take the place of the first `replaces` bytes of `blob`, which
	 * stays as it was with the hash that it has. See `adapters/store/row-parts.ts`.
	 */
	head: z
		.object({ bytes: z.instanceof(Uint8Array<ArrayBuffer>), replaces: z.int().positive(), sha256: Sha256 })
		.optional()
});
export type MediaRow = z.infer<typeof MediaRow>;

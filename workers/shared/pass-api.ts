import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { TrackMaker } from '../../src/lib/schema/track.ts';

/** Landmarks of consecutive frames, packed by `packTrack`; the buffer is transferred. */
export type PassChunk = {
	seq: number;
	frames: number;
	firstPtsUs: number;
	lastPtsUs: number;
	packed: ArrayBuffer;
	/** What found these hands: a finder that lost its GPU goes on without it. */
	maker: TrackMaker;
};

/** Where a pass goes on that was cut off: after the last chunk that was stored. */
export type PassStart = {
	/** Number of the next chunk. */
	seq: number;
	/** Frames that are stored, and how many of them have a hand. */
	frames: number;
	framesWithHand: number;
	/** The last stored chunk, packed. The finder sees its frames again, so that it follows the same hands; nothing of it is handed out twice. */
	lastChunk: ArrayBuffer;
};

export type PassProgress = {
	/** Frames that have their landmarks, those of an earlier run included. */
	frames: number;
	framesWithHand: number;
	/** 0..1 of the clip's length; null where the file does not say how long it is. */
	share: number | null;
	/** Median of what the last frames took, decoding and saving included, milliseconds; null before the first. */
	recentMs: number | null;
};

export type PassResult = {
	/** Every frame that was decoded has its landmarks or an explicit none. False when it was cancelled before the end. */
	complete: boolean;
	/** As in `PassProgress`. */
	frames: number;
	framesWithHand: number;
	/** Time of every frame that this run handed out, whole microseconds from the clip's first one, rising. Transferred. */
	ptsUs: Float64Array<ArrayBuffer>;
	/**
	 * How far the last stored frame came out from what is stored, when it was looked at again: the farthest landmark, over
	 * frame size. 0: the finder follows the same hands as if it had never stopped. Infinity: another number of hands.
	 * Null where the pass began at the start.
	 */
	takenUpWithin: number | null;
	maker: TrackMaker;
};

export type TrialOptions = {
	/** Frames that are looked at before any is timed, and frames that are timed. */
	warmUpFrames: number;
	frames: number;
	/** Where in the clip the trial begins, microseconds from the first frame. */
	fromUs: number;
	/** Ends early when the median is above this after five frames, milliseconds: it cannot win any more. */
	hopelessMs: number | null;
};

export type TrialResult = {
	/** Frames that were timed; 0 where the clip has too few. */
	frames: number;
	/** Median of looking at one frame, decoding left out, milliseconds; null where none was timed. */
	medianMs: number | null;
	/** Hands on the timed frames, all together. */
	hands: number;
};

/** What a worker that goes over whole clips offers, whatever finds the hands in it. One pass or trial at a time. */
export interface PassApi {
	/** Times the worker's finder on a few frames of `blob`. fails as `runPass` */
	trial(blob: Blob, options: TrialOptions): Promise<Outcome<TrialResult>>;
	/**
	 * Decodes `blob` and looks at every frame, or at every frame after those of `from`. `onChunk` is awaited before the
	 * next chunk, so that it can save. Chunks that were handed out stay good when the pass fails later.
	 * fails `file_not_video`, `codec_unsupported`, `decode_failed`, `webgl_lost`, `tracker_failed`
	 */
	runPass(
		blob: Blob,
		onChunk: (chunk: PassChunk) => Promise<void> | void,
		onProgress: (progress: PassProgress) => void,
		from?: PassStart | null
	): Promise<Outcome<PassResult>>;
	/** Ends the running pass after its current frame. Not a failure: `complete` is false. */
	cancelPass(): Promise<Outcome<null>>;
}

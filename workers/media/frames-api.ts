import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';

/** What a clip is, as far as showing it goes. */
export type ClipFacts = {
	/** Size at which frames are shown: after rotation, square pixels. */
	width: number;
	height: number;
	codec: string;
	/** PTS of every frame, whole microseconds from the first one, rising. Transferred. */
	timesUs: Float64Array<ArrayBuffer>;
	/** Where the last frame ends. */
	endUs: PtsUs;
};

/** A decoded frame and its own time. Whoever receives it closes it. */
export type ShownFrame = { ptsUs: PtsUs; picture: VideoFrame | ImageBitmap };

/**
 * Decodes one clip. States: new ──open──► ready ──close──► gone. A second `open` replaces the clip.
 */
export interface FramesApi {
	/** fails `file_not_video`, `codec_unsupported`, `take_damaged` (no frame can be listed) */
	open(clip: Blob): Promise<Outcome<ClipFacts>>;
	/**
	 * The frame on screen at `ptsUs`. The newest request wins: a request that was overtaken before its turn is
	 * answered with null. fails `decode_failed`
	 */
	frame(ptsUs: number): Promise<Outcome<ShownFrame | null>>;
	/** Somebody may step from the frame at `ptsUs` on or back: decodes round it, until something else is asked for. */
	near(ptsUs: number): Promise<Outcome<null>>;
	/** Begins to read frames one after the other from `ptsUs` on; an older run ends. Answers the run's number. */
	run(ptsUs: number): Promise<Outcome<number>>;
	/** The next frame of a run; null at the clip's end, and for a run that has ended. fails `decode_failed` */
	next(run: number): Promise<Outcome<ShownFrame | null>>;
	/**
	 * Small pictures for the film strip, `height` pixels high, in the order of `timesUs` (rising).
	 * Missing where a frame cannot be decoded. fails `decode_failed`
	 */
	strip(timesUs: number[], height: number): Promise<Outcome<ShownFrame[]>>;
	close(): Promise<Outcome<null>>;
}

import type { Failure, Outcome } from '../../src/lib/failure/failure.ts';
import type { EncoderSpeed, StillLook } from '../../src/lib/schema/probe.ts';
import type { TakeId } from '../../src/lib/schema/ids.ts';
import type { CaptureFacts } from '../../src/lib/schema/take.ts';

export type RecordOptions = {
	takeId: TakeId;
	/** What the camera was asked for; the first frame says what it really gives. */
	width: number;
	height: number;
	fps: number;
	/** A database other than the real one: a practice take's. */
	database?: string | null;
	/** Codec string; without it the first of `codecStrings` that the browser encodes. */
	codec?: string;
	/** `quality` is the only mode in which no frame may be dropped by the encoder; measured as fast here. */
	latencyMode?: 'quality' | 'realtime';
};

/** What the page hears while a recording runs. */
export type RecordEvent =
	/** Rows acknowledged by the database so far. `firstFrameAtMs` as in the summary, as well as it is known by then. */
	| { kind: 'stored'; lastPtsUs: number; bytes: number; frames: number; firstFrameAtMs?: number | null }
	/** The recording ended by itself. `stop()` must still be called. */
	| { kind: 'ended'; endedBy: CaptureFacts['endedBy']; failure: Failure | null };

export type RecordSummary = {
	/** Presentation times of every stored frame, whole microseconds, rising, first 0. Transferred. */
	timesUs: Float64Array<ArrayBuffer>;
	/** `VideoFrame.timestamp` of the first frame, microseconds on the camera's clock: 0 of the take. null where frames have none. */
	firstTimestampUs?: number | null;
	/** Wall-clock milliseconds (fractional) at which the first frame reached the recorder, the least delay of all frames assumed: 0 of the take for other sensors. */
	firstFrameAtMs?: number | null;
	width: number;
	height: number;
	codec: string;
	bytes: number;
	/** Frames that came out of the encoder and lie in acknowledged rows. */
	encodedFrames: number;
	/** Frames that arrived here but were not encoded. */
	droppedFrames: number;
	/** Frames that were encoded but could not be stored (full disk, or none). */
	unstoredFrames: number;
	endedBy: CaptureFacts['endedBy'];
	failure: Failure | null;
	/** JPEG of a frame about one second in; null where none could be made. */
	thumbnail: Blob | null;
};

export type MeasureOptions = {
	/** Rate that the camera was asked for. */
	fps: number;
	/** About how long the whole may take, milliseconds. */
	ms: number;
};

/** What a camera really gives, and how fast this device encodes it. */
export type CameraMeasures = {
	width: number;
	height: number;
	/** Capture times of the frames that came, microseconds from the first. Transferred. */
	timesUs: Float64Array<ArrayBuffer>;
	/** Codecs in the order tried, until one held the rate with margin. Empty where there is no encoder. */
	encoders: EncoderSpeed[];
	codec: string | null;
	/** What a recording of this size takes. */
	bitsPerSecond: number;
	/** Null for too few pictures. */
	look: StillLook | null;
};

export interface RecordApi {
	/** Gets an encoder for video of this size ready and warm: its codec string. fails `recording_unsupported` */
	ready(options: Pick<RecordOptions, 'width' | 'height' | 'fps' | 'codec'>): Promise<Outcome<string>>;
	/**
	 * Watches a camera and tries the encoders on its frames. `frames` is transferred in and cancelled at the end; with null,
	 * frames come by `push`. Nothing is stored. fails `camera_lost`
	 */
	measure(
		options: MeasureOptions,
		frames: ReadableStream<VideoFrame> | null,
		onProgress: (share: number) => void
	): Promise<Outcome<CameraMeasures>>;
	/**
	 * Starts a recording into the rows of `takeId`. `frames` is transferred in and read until `stop`, at most one frame
	 * held at a time; with null, frames come by `push`. One recording a worker.
	 */
	start(
		options: RecordOptions,
		frames: ReadableStream<VideoFrame> | null,
		onEvent: (event: RecordEvent) => void
	): Promise<Outcome<null>>;
	/** Takes ownership of `frame`: transferred in, always closed. Dropped and counted while two are still being encoded. */
	push(frame: VideoFrame): Promise<Outcome<null>>;
	/** Ends the recording, waits for the last row, and says what was stored. The first reason to end wins. */
	stop(endedBy: CaptureFacts['endedBy']): Promise<Outcome<RecordSummary>>;
}

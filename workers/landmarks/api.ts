import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { FrameLook } from '../../src/lib/schema/quality.ts';
import type { TrackFrame, TrackMaker } from '../../src/lib/schema/track.ts';
import type { PassApi } from '../shared/pass-api.ts';

/** `lite` is 1.8 times as fast; `full` is fetched only when somebody asks for it. */
export type LandmarkModel = 'lite' | 'full';

export type LandmarkOptions = {
	model: LandmarkModel;
	/** The pictures that will be shown are mirrored. A camera's own frames never are, whatever the preview does. */
	inputMirrored: boolean;
	/** Leave out to let the worker choose: GPU where a real one draws, else CPU. */
	delegate?: 'GPU' | 'CPU';
};

/** A frame of a live stream, with the time that the camera gave it. Not yet time of the take: subtract the first frame's. */
export type LiveFrame = TrackFrame & {
	/** `VideoFrame.timestamp`, microseconds on the camera's clock. */
	timestampUs: number;
	/** What looking at it took, milliseconds. */
	tookMs: number;
	/** Light and edges of the picture, about five times a second while `lookToo` is on; `ptsUs` as the frame's. */
	look?: FrameLook;
};

/** Live tracking, and passes over whole clips: one of them at a time. */
export interface LandmarkApi extends PassApi {
	/** Loads and checks the model, starts the graph. Again with other options: a new graph. fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	init(options: LandmarkOptions): Promise<Outcome<TrackMaker>>;
	/**
	 * Landmarks of one frame. Takes ownership of `frame`: transferred in, always closed.
	 * fails `pts_not_increasing` (nothing was changed), `webgl_lost`, `tracker_failed`; the next call starts a new graph
	 */
	detect(frame: VideoFrame, ptsUs: number): Promise<Outcome<TrackFrame>>;
	/** Forgets the clip so far: the next frame may have any time. */
	restart(): Promise<Outcome<null>>;
	/**
	 * Looks at the newest frame of a stream until it ends, one at a time; the frames in between are the stream's to drop.
	 * `frames` is transferred in. Resolves when the stream has ended or `unfollow` was called, with the number of frames looked at.
	 */
	follow(frames: ReadableStream<VideoFrame>, onFrame: (frame: LiveFrame) => void): Promise<Outcome<number>>;
	/** Whether `follow` also measures the pictures: what a verdict at once needs. Off at first. */
	lookToo(on: boolean): Promise<Outcome<null>>;
	unfollow(): Promise<Outcome<null>>;
}

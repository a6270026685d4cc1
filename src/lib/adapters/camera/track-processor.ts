/** MediaStreamTrackProcessor, as far as we use it: not in TypeScript's library. On the window in Chromium. */
type TrackProcessor = {
	readonly readable: ReadableStream<VideoFrame>;
	/** Chromium's names. */
	readonly totalFrames?: number;
	readonly discardedFrames?: number;
	/** The draft's name for the same. */
	readonly droppedFrames?: number;
};
type TrackProcessorClass = new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor;

const processorClass = (): TrackProcessorClass | undefined =>
	(globalThis as { MediaStreamTrackProcessor?: TrackProcessorClass }).MediaStreamTrackProcessor;

/** This browser gives a camera's frames as a stream on the page. */
export const hasTrackProcessor = (): boolean => processorClass() !== undefined;

export type FrameStream = { readable: ReadableStream<VideoFrame>; discarded(): number | null };

/**
 * The frames of a track as a stream that can be given to a worker. A reader that is slow gets the newest frame and
 * loses those between; `discarded` counts them. Throws where `hasTrackProcessor` is false.
 */
export function frameStream(track: MediaStreamTrack): FrameStream {
	const Processor = processorClass();
	if (!Processor) throw new TypeError('no MediaStreamTrackProcessor');
	const processor = new Processor({ track });
	return {
		readable: processor.readable,
		discarded: () => processor.discardedFrames ?? processor.droppedFrames ?? null
	};
}

/** What a track counted since it was opened; null where the browser does not count. */
export type TrackCount = { total: number; delivered: number; discarded: number };

export function trackCount(track: MediaStreamTrack): TrackCount | null {
	const stats = (track as { stats?: { totalFrames: number; deliveredFrames: number; discardedFrames: number } }).stats;
	if (!stats) return null;
	return { total: stats.totalFrames, delivered: stats.deliveredFrames, discarded: stats.discardedFrames };
}

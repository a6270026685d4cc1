export type PaintedFrames = {
	/** The next painted frame; the caller closes it. Null after `close`. */
	next(): Promise<VideoFrame | null>;
	close(): void;
};

/**
 * Frames as the preview paints them, for browsers whose page has no stream of camera frames. Never a queue: who is slow
 * gets the next frame painted. Times are those of the capture where the browser tells, else of the paint.
 */
export function paintedFrames(preview: HTMLVideoElement): PaintedFrames {
	let closed = false;
	let wake: (() => void) | null = null;
	return {
		async next() {
			if (closed) return null;
			const atUs = await new Promise<number | null>((resolve) => {
				wake = () => resolve(null);
				preview.requestVideoFrameCallback((now, facts) => resolve(Math.round((facts.captureTime ?? now) * 1000)));
			});
			return closed || atUs === null ? null : new VideoFrame(preview, { timestamp: atUs });
		},
		close() {
			closed = true;
			wake?.();
		}
	};
}

import { frameStream, hasTrackProcessor } from './track-processor.ts';

export type NewestFrames = {
	/** The newest frame not seen yet; the caller closes it. Null when the camera or `close` ended it. */
	next(): Promise<VideoFrame | null>;
	/** Frames that passed by while the caller was busy; null where nobody counts. */
	skipped(): number | null;
	close(): void;
};

/** Frames for somebody slow: never a queue, always the newest. Works on a copy of the track, so that recording is not touched. */
export function newestFrames(track: MediaStreamTrack, preview: HTMLVideoElement): NewestFrames {
	return hasTrackProcessor() ? fromTrack(track.clone()) : fromElement(preview);
}

function fromTrack(copy: MediaStreamTrack): NewestFrames {
	const stream = frameStream(copy);
	const reader = stream.readable.getReader();
	return {
		async next() {
			const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
			return done ? null : value;
		},
		skipped: stream.discarded,
		close() {
			void reader.cancel().catch((error: unknown) => console.warn('[camera] newest frames', error));
			copy.stop();
		}
	};
}

/** Where the page has no stream of frames: the preview's next painted frame. Its time is that of the capture where the browser tells, else of the paint. */
function fromElement(preview: HTMLVideoElement): NewestFrames {
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
		skipped: () => null,
		close() {
			closed = true;
			wake?.();
		}
	};
}

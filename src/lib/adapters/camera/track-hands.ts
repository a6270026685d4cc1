import type { LiveFrame } from '../../../../workers/landmarks/api.ts';
import type { Outcome } from '../../failure/failure.ts';
import { ok } from '../../failure/failure.ts';
import type { LandmarksPort } from '../workers/landmarks-port.ts';
import { paintedFrames } from './painted-frames.ts';
import { frameStream, hasTrackProcessor } from './track-processor.ts';

export type LiveTracking = {
	/** Resolves when tracking has ended: by `close`, with the camera, or with a failure. The recording goes on without it. */
	ended: Promise<Outcome<null>>;
	close(): void;
};

/** Looks at the newest frames of a camera for as long as it runs. Works on a copy of the track, so that recording is not touched. */
export function trackHands(
	port: LandmarksPort,
	track: MediaStreamTrack,
	preview: HTMLVideoElement,
	onFrame: (frame: LiveFrame) => void
): LiveTracking {
	return hasTrackProcessor() ? followTrack(port, track.clone(), onFrame) : followPreview(port, preview, onFrame);
}

function followTrack(port: LandmarksPort, copy: MediaStreamTrack, onFrame: (frame: LiveFrame) => void): LiveTracking {
	const run = async (): Promise<Outcome<null>> => {
		const ended = await port.follow(frameStream(copy).readable, onFrame);
		copy.stop();
		return ended.ok ? ok(null) : ended;
	};
	return { ended: run(), close: () => copy.stop() };
}

function followPreview(
	port: LandmarksPort,
	preview: HTMLVideoElement,
	onFrame: (frame: LiveFrame) => void
): LiveTracking {
	const frames = paintedFrames(preview);
	const run = async (): Promise<Outcome<null>> => {
		for (;;) {
			const frame = await frames.next();
			if (!frame) return ok(null);
			const timestampUs = frame.timestamp;
			const startedMs = performance.now();
			const found = await port.detect(frame, timestampUs);
			if (!found.ok) return found;
			if (found.value) onFrame({ ...found.value, timestampUs, tookMs: performance.now() - startedMs });
		}
	};
	return { ended: run(), close: () => frames.close() };
}

import * as Comlink from 'comlink';
import type { CameraMeasures } from '../../../../workers/record/api.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { Camera } from './open-camera.ts';
import { paintedFrames } from './painted-frames.ts';
import { openRecordWorker } from './recorder.ts';
import { frameStream, hasTrackProcessor, trackCount } from './track-processor.ts';

export type MeasureHooks = { fps: number; ms: number; onProgress: (share: number) => void; signal: AbortSignal };

/**
 * Watches a camera and tries the encoders on its frames, on a copy of the track. `cameraFps`: what the camera itself counted. Aborting ends it at once.
 * fails `camera_lost` (no frames, or aborted), `worker_died`
 */
export async function measureCamera(
	camera: Camera,
	preview: HTMLVideoElement,
	hooks: MeasureHooks
): Promise<Outcome<CameraMeasures & { cameraFps: number | null }>> {
	const { fps, ms, signal } = hooks;
	if (signal.aborted) return fail('camera_lost', 'aborted');
	const port = openRecordWorker();
	const close = () => port.close();
	signal.addEventListener('abort', close);
	const copy = hasTrackProcessor() ? camera.track.clone() : null;
	const painted = copy ? null : paintedFrames(preview);
	const push = async () => {
		for (;;) {
			const frame = await painted?.next();
			if (!frame) return;
			void port.call((remote) => remote.push(Comlink.transfer(frame, [frame])));
		}
	};
	try {
		const stream = copy ? frameStream(copy).readable : null;
		const measuring = port.call((remote) =>
			remote.measure(
				{ fps, ms },
				stream && Comlink.transfer(stream, [stream]),
				Comlink.proxy((share: number) => hooks.onProgress(share))
			)
		);
		void push();
		const before = trackCount(camera.track);
		const startedMs = performance.now();
		const measured = await measuring;
		const after = trackCount(camera.track);
		const seconds = (performance.now() - startedMs) / 1000;
		const cameraFps = before && after ? (after.total - before.total) / seconds : null;
		return measured.ok ? ok({ ...measured.value, cameraFps }) : measured;
	} finally {
		signal.removeEventListener('abort', close);
		painted?.close();
		copy?.stop();
		port.close();
	}
}

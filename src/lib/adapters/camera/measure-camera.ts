import * as Comlink from 'comlink';
import type { CameraMeasures } from '../../../../workers/record/api.ts';
import { fail, type Outcome } from '../../failure/failure.ts';
import type { Camera } from './open-camera.ts';
import { paintedFrames } from './painted-frames.ts';
import { openRecordWorker } from './recorder.ts';
import { frameStream, hasTrackProcessor } from './track-processor.ts';

export type MeasureHooks = { fps: number; ms: number; onProgress: (share: number) => void; signal: AbortSignal };

/**
 * Watches a camera and tries the encoders on its frames, on a copy of the track. Aborting ends it at once.
 * fails `camera_lost` (no frames, or aborted), `worker_died`
 */
export async function measureCamera(
	camera: Camera,
	preview: HTMLVideoElement,
	hooks: MeasureHooks
): Promise<Outcome<CameraMeasures>> {
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
		return await measuring;
	} finally {
		signal.removeEventListener('abort', close);
		painted?.close();
		copy?.stop();
		port.close();
	}
}

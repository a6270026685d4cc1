import * as Comlink from 'comlink';
import { openWorkerPort } from '../../../../workers/shared/port.ts';
import type { TracksApi } from '../../../../workers/tracks/api.ts';
import type { FrameAnatomy } from '../../domain/quality/anatomy.ts';
import type { SmoothedFrame } from '../../domain/smoothing/smooth-track.ts';
import type { RunBreaks } from '../../domain/smoothing/split-runs.ts';
import type { Outcome } from '../../failure/failure.ts';
import type { TrackFrame } from '../../schema/track.ts';

/** Runs one call in a worker that lives as long as the call. fails `worker_died` */
async function inWorker<T>(run: (remote: Comlink.Remote<TracksApi>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
	const port = openWorkerPort<TracksApi>(
		new Worker(new URL('../../../../workers/tracks/tracks.worker.ts', import.meta.url), { type: 'module' })
	);
	try {
		return await port.call(run);
	} finally {
		port.close();
	}
}

/** Sides of a whole take, decided at once; the buffers are taken over. `aspect` is frame height over frame width. */
export const settleInWorker = (
	chunks: ArrayBuffer[],
	inputMirrored: boolean,
	aspect: number
): Promise<Outcome<ArrayBuffer[]>> =>
	inWorker((remote) => remote.settle(Comlink.transfer(chunks, chunks), inputMirrored, aspect));

/** The smoothed layer of a take. `aspect` is frame height over frame width. */
export const smoothInWorker = (
	frames: readonly TrackFrame[],
	aspect: number,
	breaks: RunBreaks
): Promise<Outcome<SmoothedFrame[]>> => inWorker((remote) => remote.smooth(frames, aspect, breaks));

/** Frames of a take on which a hand is not like one, the worst first. `aspect` is frame height over frame width. */
export const worstInWorker = (frames: readonly TrackFrame[], aspect: number): Promise<Outcome<FrameAnatomy[]>> =>
	inWorker((remote) => remote.worst(frames, aspect));

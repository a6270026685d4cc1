import * as Comlink from 'comlink';
import type { RecordApi, RecordEvent, RecordOptions, RecordSummary } from '../../../../workers/record/api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { CaptureFacts } from '../../schema/take.ts';
import { otherDatabase } from '../store/db.ts';
import type { Camera } from './open-camera.ts';
import { paintedFrames } from './painted-frames.ts';
import { frameStream, hasTrackProcessor } from './track-processor.ts';
import { watchLosses, type NoticedLoss } from './watch-losses.ts';
import { recordWithBrowser, browserCanRecord } from './media-recorder.ts';

export type { RecordEvent, RecordSummary };

export type Recorder = {
	frameSource: CaptureFacts['frameSource'];
	/** Frames that the page's stream passed over because nobody read them; null where nobody counts. */
	skipped(): number | null;
	/** What the track's counters say was lost until now, and when; null where nobody counts. Asked once, before `stop`. */
	losses(): NoticedLoss[] | null;
	/** Ends the recording. fails `worker_died`: what was stored until then is safe, and `recoverRecording` finishes it. */
	stop(endedBy: CaptureFacts['endedBy']): Promise<Outcome<RecordSummary>>;
	/** Resolves with the reason when the recorder is gone. */
	died: Promise<string>;
};

export const openRecordWorker = (): WorkerPort<RecordApi> =>
	openWorkerPort<RecordApi>(
		new Worker(new URL('../../../../workers/record/record.worker.ts', import.meta.url), {
			type: 'module',
			name: 'record'
		})
	);

/** A recorder's worker that has loaded and warmed its encoder up, so that recording starts at once. */
export type ReadyRecorder = {
	start(
		takeId: RecordOptions['takeId'],
		camera: Camera,
		preview: HTMLVideoElement,
		onEvent: (event: RecordEvent) => void
	): Promise<Outcome<Recorder>>;
	close(): void;
};

/**
 * Gets ready to record pictures of this size: WebCodecs in a worker, else the browser's own recorder.
 * fails `recording_unsupported` where there is neither
 */
export async function readyRecorder(
	size: Pick<RecordOptions, 'width' | 'height' | 'fps' | 'codec'>
): Promise<Outcome<ReadyRecorder>> {
	const port = openRecordWorker();
	const ready = await port.call((remote) => remote.ready(size));
	if (ready.ok) {
		return ok({
			start: (takeId, camera, preview, onEvent) =>
				startWithWorker(port, { takeId, database: otherDatabase(), ...size }, camera, preview, onEvent),
			close: () => port.close()
		});
	}
	port.close();
	if (!browserCanRecord()) return ready;
	return ok({
		start: async (takeId, camera, _preview, onEvent) => recordWithBrowser(takeId, camera, onEvent),
		close: () => undefined
	});
}

async function startWithWorker(
	port: WorkerPort<RecordApi>,
	options: RecordOptions,
	camera: Camera,
	preview: HTMLVideoElement,
	onEvent: (event: RecordEvent) => void
): Promise<Outcome<Recorder>> {
	const stream = hasTrackProcessor() ? frameStream(camera.track) : null;
	const watch = stream ? watchLosses(camera.track, stream) : null;
	const started = await port.call((remote) =>
		stream
			? remote.start(options, Comlink.transfer(stream.readable, [stream.readable]), Comlink.proxy(onEvent))
			: remote.start(options, null, Comlink.proxy(onEvent))
	);
	if (!started.ok) {
		watch?.end();
		return started;
	}
	const pushing = stream ? null : pushFrames(port, preview);
	return ok({
		frameSource: stream ? 'track_processor' : 'video_element',
		skipped: () => stream?.discarded() ?? null,
		losses: () => watch?.end() ?? null,
		async stop(endedBy) {
			pushing?.close();
			try {
				return await port.call((remote) => remote.stop(endedBy));
			} finally {
				port.close();
			}
		},
		died: port.died
	});
}

/** Posts painted frames one by one, where the page has no stream of them. */
function pushFrames(port: WorkerPort<RecordApi>, preview: HTMLVideoElement) {
	const frames = paintedFrames(preview);
	const run = async () => {
		for (;;) {
			const frame = await frames.next();
			if (!frame) return;
			// Not awaited: the worker drops and counts what it cannot take.
			void port.call((remote) => remote.push(Comlink.transfer(frame, [frame])));
		}
	};
	void run();
	return frames;
}

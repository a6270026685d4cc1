import * as Comlink from 'comlink';
import type { FaceApi, FaceDetectorMaker, FaceDetectorOptions } from '../../../../workers/shared/face-api.ts';
import type { FaceBox } from '../../domain/redaction/face-box.ts';
import type { Outcome } from '../../failure/failure.ts';
import { ReadyWorker } from './ready-worker.ts';

/** A detector of faces for a page, with a worker of its own: see `ReadyWorker`. */
export class FacePort {
	#worker: ReadyWorker<FaceApi, FaceDetectorOptions, FaceDetectorMaker>;

	constructor(start: () => Worker, options: FaceDetectorOptions = {}) {
		this.#worker = new ReadyWorker(start, (remote, wanted) => remote.init(wanted), options);
	}

	/** Loads and checks model and runtime; costs nothing when it is ready. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	init = (): Promise<Outcome<FaceDetectorMaker>> => this.#worker.init();

	/**
	 * Faces of one upright frame, boxes in 0..1 of its width and height, surest first. Takes ownership of `frame`.
	 * A failure means that nobody looked at the frame: blur it whole.
	 */
	detectFaces = (frame: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<FaceBox[]>> =>
		this.#worker.ask(
			(port) => port.call<FaceBox[]>((remote) => remote.detectFaces(Comlink.transfer(frame, [frame]), ptsUs)),
			frame
		);

	close = (): void => this.#worker.close();
}

/** First opinion: MediaPipe's short-range detector. */
export const openFaces = (options: FaceDetectorOptions = {}): FacePort =>
	new FacePort(
		() => new Worker(new URL('../../../../workers/faces/faces.worker.ts', import.meta.url), { type: 'module' }),
		options
	);

/** Second opinion: the same network in onnxruntime-web, decoded by our own code. */
export const openInfer = (options: FaceDetectorOptions = {}): FacePort =>
	new FacePort(
		() => new Worker(new URL('../../../../workers/infer/infer.worker.ts', import.meta.url), { type: 'module' }),
		options
	);

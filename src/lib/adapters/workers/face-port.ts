import * as Comlink from 'comlink';
import type { FaceApi, FaceDetectorMaker, FaceDetectorOptions } from '../../../../workers/shared/face-api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import type { FaceBox } from '../../domain/redaction/face-box.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';

/**
 * A detector of faces for a page, with a worker of its own that is started when first needed and again after it died.
 *
 *   closed ──init──► alive ──worker died──► closed
 */
export class FacePort {
	#start: () => Worker;
	#options: FaceDetectorOptions;
	#port: WorkerPort<FaceApi> | null = null;
	#maker: FaceDetectorMaker | null = null;

	constructor(start: () => Worker, options: FaceDetectorOptions = {}) {
		this.#start = start;
		this.#options = options;
	}

	/** Loads and checks model and runtime; costs nothing when it is ready. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	async init(): Promise<Outcome<FaceDetectorMaker>> {
		if (this.#maker && this.#port && !this.#port.dead) return ok(this.#maker);
		let outcome = await this.#init(this.#options);
		if (!outcome.ok && outcome.failure.code === 'tracker_failed') {
			// A runtime that could not start its threads is of no more use; one thread runs everywhere.
			this.close();
			outcome = await this.#init({ ...this.#options, threads: 1 });
		}
		this.#maker = outcome.ok ? outcome.value : null;
		return outcome;
	}

	/**
	 * Faces of one upright frame, boxes in 0..1 of its width and height, surest first. Takes ownership of `frame`.
	 * A failure means that nobody looked at the frame: blur it whole.
	 */
	async detectFaces(frame: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<FaceBox[]>> {
		const ready = await this.init();
		const port = this.#port;
		if (!ready.ok || !port) {
			frame.close();
			return ready.ok ? fail('worker_died', 'closed', { retry: 'now' }) : ready;
		}
		return port.call<FaceBox[]>((remote) => remote.detectFaces(Comlink.transfer(frame, [frame]), ptsUs));
	}

	close(): void {
		this.#port?.close();
		this.#port = null;
		this.#maker = null;
	}

	#init(options: FaceDetectorOptions): Promise<Outcome<FaceDetectorMaker>> {
		return this.#open().call<FaceDetectorMaker>((remote) => remote.init(options));
	}

	#open(): WorkerPort<FaceApi> {
		if (!this.#port || this.#port.dead) {
			this.#maker = null;
			this.#port = openWorkerPort<FaceApi>(this.#start());
		}
		return this.#port;
	}
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

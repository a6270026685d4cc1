import type { HandFinderOptions, InferApi } from '../../../../workers/infer/api.ts';
import type { PassResult, PassStart, TrialOptions, TrialResult } from '../../../../workers/shared/pass-api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';
import { runPassIn, type PassHooks } from './pass-port.ts';

/**
 * Passes over whole clips by our own pipeline in onnxruntime-web. One worker behind it, started when first needed and
 * again after it died.
 *
 *   closed ──init──► alive ──worker died──► closed
 */
export class OrtPassPort {
	#options: HandFinderOptions;
	#port: WorkerPort<InferApi> | null = null;
	#maker: TrackMaker | null = null;

	constructor(options: HandFinderOptions) {
		this.#options = options;
	}

	/** Loads and checks models and runtime; costs nothing when ready. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	async init(): Promise<Outcome<TrackMaker>> {
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

	async trial(blob: Blob, options: TrialOptions): Promise<Outcome<TrialResult>> {
		const ready = await this.init();
		return ready.ok ? this.#open().call<TrialResult>((remote) => remote.trial(blob, options)) : ready;
	}

	/** Every frame of `blob`, or every frame after those of `from`. Give each chunk to the store. */
	async runPass(blob: Blob, hooks: PassHooks, from: PassStart | null = null): Promise<Outcome<PassResult>> {
		const ready = await this.init();
		return ready.ok ? runPassIn(this.#open(), ready.value, blob, hooks, from) : ready;
	}

	close(): void {
		this.#port?.close();
		this.#port = null;
		this.#maker = null;
	}

	#init(options: HandFinderOptions): Promise<Outcome<TrackMaker>> {
		return this.#open().call<TrackMaker>((remote) => remote.initPass(options));
	}

	#open(): WorkerPort<InferApi> {
		if (!this.#port || this.#port.dead) {
			this.#maker = null;
			const worker = new Worker(new URL('../../../../workers/infer/infer.worker.ts', import.meta.url), {
				type: 'module'
			});
			this.#port = openWorkerPort<InferApi>(worker);
		}
		return this.#port;
	}
}

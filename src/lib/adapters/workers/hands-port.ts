import * as Comlink from 'comlink';
import type { BoxHand, FrameBox, HandFinderOptions, InferApi } from '../../../../workers/infer/api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import type { RawHand } from '../../domain/hands/decide-sides.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';

/**
 * Hands in onnxruntime-web for a page. One worker behind it, started when first needed and again after it died.
 *
 *   closed ──init──► alive ──worker died──► closed
 */
export class HandsPort {
	#options: HandFinderOptions;
	#port: WorkerPort<InferApi> | null = null;
	#maker: TrackMaker | null = null;

	constructor(options: HandFinderOptions = {}) {
		this.#options = options;
	}

	/** Model, hash, runtime and settings; null before `init`. */
	get maker(): TrackMaker | null {
		return this.#maker;
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

	/** Hands on one upright picture of a clip. Takes ownership of `picture`; `ptsUs` must rise until `restart`. */
	findHands(picture: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<RawHand[]>> {
		return this.#ask<RawHand[]>(picture, (remote) => remote.findHands(Comlink.transfer(picture, [picture]), ptsUs));
	}

	/** Forgets the clip so far. */
	async restart(): Promise<Outcome<null>> {
		if (!this.#port || this.#port.dead) return ok(null);
		return this.#port.call<null>((remote) => remote.restartHands());
	}

	/**
	 * Landmarks inside a box of one upright picture, surest presence first, with the alternatives.
	 * Takes ownership of `picture`. Needs `init` for the first call only in the sense of time: it loads by itself.
	 */
	landmarksInBox(picture: VideoFrame | ImageBitmap, box: FrameBox): Promise<Outcome<BoxHand[]>> {
		return this.#ask<BoxHand[]>(picture, (remote) => remote.landmarksInBox(Comlink.transfer(picture, [picture]), box));
	}

	close(): void {
		this.#port?.close();
		this.#port = null;
		this.#maker = null;
	}

	async #ask<T>(
		picture: VideoFrame | ImageBitmap,
		call: (remote: Comlink.Remote<InferApi>) => Promise<Outcome<T>>
	): Promise<Outcome<T>> {
		const ready = await this.init();
		const port = this.#port;
		if (!ready.ok || !port) {
			picture.close();
			return ready.ok ? fail('worker_died', 'closed', { retry: 'now' }) : ready;
		}
		return port.call<T>(call);
	}

	#init(options: HandFinderOptions): Promise<Outcome<TrackMaker>> {
		return this.#open().call<TrackMaker>((remote) => remote.initHands(options));
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

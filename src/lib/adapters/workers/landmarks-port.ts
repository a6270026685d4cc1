import * as Comlink from 'comlink';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import type { LandmarkApi, LandmarkOptions, LiveFrame } from '../../../../workers/landmarks/api.ts';
import type { PassResult, PassStart, TrialOptions, TrialResult } from '../../../../workers/shared/pass-api.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TrackFrame, TrackMaker } from '../../schema/track.ts';
import { asFirstLoad } from '../offline/first-load.ts';
import { runPassIn, type PassHooks } from './pass-port.ts';

/**
 * Hand tracking for a page. One worker behind it, started when first needed and again after it died.
 *
 *   closed ──init──► alive ──worker died──► closed
 */
export class LandmarksPort {
	#port: WorkerPort<LandmarkApi> | null = null;
	#options: LandmarkOptions;
	#maker: TrackMaker | null = null;
	#busy = false;
	/** Frames offered while the worker was looking at another one. */
	skippedFrames = 0;

	constructor(options: Partial<LandmarkOptions> = {}) {
		this.#options = { model: 'lite', inputMirrored: false, ...options };
	}

	/** Model, hash, runtime and delegate; null before `init`. */
	get maker(): TrackMaker | null {
		return this.#maker;
	}

	/** Loads model and runtime. Later calls with the same options cost nothing. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	async init(options: Partial<LandmarkOptions> = {}): Promise<Outcome<TrackMaker>> {
		const wanted = { ...this.#options, ...options };
		const same = (Object.keys(wanted) as (keyof LandmarkOptions)[]).every((key) => wanted[key] === this.#options[key]);
		if (this.#maker && same && this.#port && !this.#port.dead) return ok(this.#maker);
		this.#options = wanted;
		const outcome = await asFirstLoad(() => this.#open().call<TrackMaker>((remote) => remote.init(wanted)));
		this.#maker = outcome.ok ? outcome.value : null;
		return outcome;
	}

	/**
	 * The newest frame or none: while one is looked at, others are closed at once and counted, so that at most one is held.
	 * Takes ownership of `frame`. `ptsUs` must rise until `restart`. null: skipped.
	 */
	async detect(frame: VideoFrame, ptsUs: number): Promise<Outcome<TrackFrame | null>> {
		if (this.#busy) {
			frame.close();
			this.skippedFrames += 1;
			return ok(null);
		}
		this.#busy = true;
		try {
			const ready = await this.init();
			const port = this.#port;
			if (!ready.ok || !port) {
				frame.close();
				return ready.ok ? fail('worker_died', 'closed', { retry: 'now' }) : ready;
			}
			return await port.call<TrackFrame>((remote) => remote.detect(Comlink.transfer(frame, [frame]), ptsUs));
		} finally {
			this.#busy = false;
		}
	}

	restart(): Promise<Outcome<null>> {
		return this.#open().call<null>((remote) => remote.restart());
	}

	/**
	 * Lets the worker read a camera's frames by itself (`MediaStreamTrackProcessor.readable` of a cloned track).
	 * Resolves with the number of frames looked at when the stream ends or after `unfollow`.
	 */
	async follow(frames: ReadableStream<VideoFrame>, onFrame: (frame: LiveFrame) => void): Promise<Outcome<number>> {
		const ready = await this.init();
		if (!ready.ok) {
			await frames.cancel();
			return ready;
		}
		return this.#open().call<number>((remote) =>
			remote.follow(Comlink.transfer(frames, [frames]), Comlink.proxy(onFrame))
		);
	}

	/** Whether the stream that is followed is measured too. */
	async lookToo(on: boolean): Promise<void> {
		if (this.#port && !this.#port.dead) await this.#port.call<null>((remote) => remote.lookToo(on));
	}

	async unfollow(): Promise<void> {
		if (this.#port && !this.#port.dead) await this.#port.call<null>((remote) => remote.unfollow());
	}

	/** Every frame of `blob`, or every frame after those of `from`. Give each chunk to the store. */
	async runPass(blob: Blob, hooks: PassHooks, from: PassStart | null = null): Promise<Outcome<PassResult>> {
		const ready = await this.init();
		return ready.ok ? runPassIn(this.#open(), ready.value, blob, hooks, from) : ready;
	}

	/** Times the model on a few frames of `blob`. */
	async trial(blob: Blob, options: TrialOptions): Promise<Outcome<TrialResult>> {
		const ready = await this.init();
		return ready.ok ? this.#open().call<TrialResult>((remote) => remote.trial(blob, options)) : ready;
	}

	close(): void {
		this.#port?.close();
		this.#port = null;
		this.#maker = null;
	}

	#open(): WorkerPort<LandmarkApi> {
		if (!this.#port || this.#port.dead) {
			this.#maker = null;
			const worker = new Worker(new URL('../../../../workers/landmarks/landmarks.worker.ts', import.meta.url), {
				type: 'module'
			});
			this.#port = openWorkerPort<LandmarkApi>(worker);
		}
		return this.#port;
	}
}

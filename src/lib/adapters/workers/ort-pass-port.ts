import type { HandFinderOptions, InferApi } from '../../../../workers/infer/api.ts';
import type { PassResult, PassStart, TrialOptions, TrialResult } from '../../../../workers/shared/pass-api.ts';
import type { Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';
import { runPassIn, type PassHooks } from './pass-port.ts';
import { ReadyWorker } from './ready-worker.ts';

/** Passes over whole clips by our own pipeline in onnxruntime-web, in a worker of its own: see `ReadyWorker`. */
export class OrtPassPort {
	#worker: ReadyWorker<InferApi, HandFinderOptions, TrackMaker>;

	constructor(options: HandFinderOptions) {
		this.#worker = new ReadyWorker(
			() => new Worker(new URL('../../../../workers/infer/infer.worker.ts', import.meta.url), { type: 'module' }),
			(remote, wanted) => remote.initPass(wanted),
			options
		);
	}

	/** Loads and checks models and runtime; costs nothing when ready. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	init = (): Promise<Outcome<TrackMaker>> => this.#worker.init();

	trial = (blob: Blob, options: TrialOptions): Promise<Outcome<TrialResult>> =>
		this.#worker.ask((port) => port.call<TrialResult>((remote) => remote.trial(blob, options)));

	/** Every frame of `blob`, or every frame after those of `from`. Give each chunk to the store. */
	runPass = (blob: Blob, hooks: PassHooks, from: PassStart | null = null): Promise<Outcome<PassResult>> =>
		this.#worker.ask((port, maker) => runPassIn(port, maker, blob, hooks, from));

	close = (): void => this.#worker.close();
}

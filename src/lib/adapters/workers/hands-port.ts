import * as Comlink from 'comlink';
import type { BoxHand, FrameBox, HandFinderOptions, InferApi } from '../../../../workers/infer/api.ts';
import type { RawHand } from '../../domain/hands/decide-sides.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';
import { ReadyWorker } from './ready-worker.ts';

/** Hands in onnxruntime-web for a page, in a worker of its own: see `ReadyWorker`. */
export class HandsPort {
	#worker: ReadyWorker<InferApi, HandFinderOptions, TrackMaker>;

	constructor(options: HandFinderOptions = {}) {
		this.#worker = new ReadyWorker(
			() => new Worker(new URL('../../../../workers/infer/infer.worker.ts', import.meta.url), { type: 'module' }),
			(remote, wanted) => remote.initHands(wanted),
			options
		);
	}

	/** Model, hash, runtime and settings; null before `init`. */
	get maker(): TrackMaker | null {
		return this.#worker.maker;
	}

	/** Loads and checks models and runtime; costs nothing when ready. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	init = (): Promise<Outcome<TrackMaker>> => this.#worker.init();

	/** Loads, and runs the networks in until the first picture is asked about: see `HandsApi.warmHands`. */
	warm = (): Promise<Outcome<number>> => this.#worker.ask((port) => port.call<number>((remote) => remote.warmHands()));

	/** Hands on one upright picture of a clip. Takes ownership of `picture`; `ptsUs` must rise until `restart`. */
	findHands = (picture: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<RawHand[]>> =>
		this.#worker.ask(
			(port) => port.call<RawHand[]>((remote) => remote.findHands(Comlink.transfer(picture, [picture]), ptsUs)),
			picture
		);

	/** Forgets the clip so far. */
	restart = async (): Promise<Outcome<null>> =>
		(await this.#worker.alive?.call<null>((remote) => remote.restartHands())) ?? ok(null);

	/**
	 * Landmarks inside a box of one upright picture, surest presence first, with the alternatives.
	 * Takes ownership of `picture`. Needs `init` for the first call only in the sense of time: it loads by itself.
	 */
	landmarksInBox = (picture: VideoFrame | ImageBitmap, box: FrameBox): Promise<Outcome<BoxHand[]>> =>
		this.#worker.ask(
			(port) => port.call<BoxHand[]>((remote) => remote.landmarksInBox(Comlink.transfer(picture, [picture]), box)),
			picture
		);

	close = (): void => this.#worker.close();
}

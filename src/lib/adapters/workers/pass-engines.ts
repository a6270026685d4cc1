import type { PassResult, PassStart, TrialOptions, TrialResult } from '../../../../workers/shared/pass-api.ts';
import { isRealGpu, rendererName } from '../../../../workers/shared/real-gpu.ts';
import { fail, type Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';
import { readEngineWish } from '../models/engine-settings.ts';
import { pinnedModel, pinnedRuntime } from '../models/pinned.ts';
import type { PassEngineId } from '../store/pass-engine.ts';
import { LandmarksPort } from './landmarks-port.ts';
import { OrtPassPort } from './ort-pass-port.ts';
import type { PassHooks } from './pass-port.ts';

/** One way of finding hands on every frame of a clip, in a worker of its own. */
export interface PassEngine {
	readonly id: PassEngineId;
	/** fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	init(): Promise<Outcome<TrackMaker>>;
	trial(blob: Blob, options: TrialOptions): Promise<Outcome<TrialResult>>;
	runPass(blob: Blob, hooks: PassHooks, from?: PassStart | null): Promise<Outcome<PassResult>>;
	close(): void;
}

/** The full networks: a pass is made once and kept. */
const MODELS = ['hand_landmarker_full', 'hand_landmarks_full', 'palm_detection_full'] as const;

/** The engines that may win here. A GPU that the processor draws is slower than the processor itself, so it is not tried. */
export const enginesHere = (): PassEngineId[] =>
	isRealGpu(rendererName()) ? ['ort', 'mediapipe-gpu', 'mediapipe-cpu'] : ['ort', 'mediapipe-cpu'];

export const openPassEngine = (id: PassEngineId, inputMirrored: boolean): PassEngine =>
	id === 'ort' ? ortEngine(inputMirrored) : mediaPipeEngine(id, inputMirrored);

function ortEngine(inputMirrored: boolean): PassEngine {
	const port = new OrtPassPort({ network: 'full', inputMirrored });
	return {
		id: 'ort',
		init: () => port.init(),
		trial: (blob, options) => port.trial(blob, options),
		runPass: (blob, hooks, from) => port.runPass(blob, hooks, from),
		close: () => port.close()
	};
}

function mediaPipeEngine(id: 'mediapipe-gpu' | 'mediapipe-cpu', inputMirrored: boolean): PassEngine {
	const delegate = id === 'mediapipe-gpu' ? 'GPU' : 'CPU';
	const port = new LandmarksPort({ model: 'full', inputMirrored, delegate });
	return {
		id,
		async init() {
			const maker = await port.init();
			// A graph that does not start on the GPU starts on the processor: that is another engine.
			return maker.ok && maker.value.delegate !== delegate
				? fail('tracker_failed', `${id} runs on ${maker.value.delegate}`, { retry: 'now' })
				: maker;
		},
		trial: (blob, options) => port.trial(blob, options),
		runPass: (blob, hooks, from) => port.runPass(blob, hooks, from),
		close: () => port.close()
	};
}

/**
 * What a choice of engine depends on: browser, processors, renderer, the versions of everything that runs, and where the
 * person wants networks to run.
 */
export async function deviceKey(): Promise<string> {
	return JSON.stringify({
		browser: navigator.userAgent,
		processors: navigator.hardwareConcurrency,
		isolated: globalThis.crossOriginIsolated,
		renderer: rendererName(),
		models: MODELS.map((name) => pinnedModel(name).sha256),
		runtimes: [pinnedRuntime('mediapipe-vision').version, pinnedRuntime('onnxruntime-web').version],
		wish: await readEngineWish(),
		engines: enginesHere()
	});
}

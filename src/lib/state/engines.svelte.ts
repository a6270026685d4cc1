import { readEngineWish, readTrials, saveEngineWish } from '$lib/adapters/models/engine-settings.ts';
import { gpuHere } from '$lib/adapters/models/gpu-here.ts';
import { pinnedModel, pinnedRuntime, type ModelName } from '$lib/adapters/models/pinned.ts';
import { tryHandEngines } from '$lib/adapters/workers/engines-port.ts';
import { isTrialFor, keyOf, planEngine, type Gpu } from '$lib/domain/engine/judge-trial.ts';
import type { Engine, EngineTrial, EngineWish } from '$lib/schema/engine.ts';
import type { Notices } from './notices.svelte.ts';

/** The networks that find hands, in the order in which they run. */
export const HAND_NETWORKS = ['palm_detection_full', 'hand_landmarks_full'] as const satisfies readonly ModelName[];
export type HandNetwork = (typeof HAND_NETWORKS)[number];

/** Where hands are found on this device, what was measured, and what the person says. */
export class Engines {
	wish = $state<EngineWish>('automatic');
	gpu = $state.raw<Gpu>(null);
	trying = $state(false);
	loaded = $state(false);
	/** Trials of this GPU, these models and this runtime; older ones say nothing. */
	trials = $state.raw<Partial<Record<HandNetwork, EngineTrial>>>({});
	readonly triedAtMs = $derived(Math.max(0, ...Object.values(this.trials).map((trial) => trial.triedAtMs)));
	/** The engines that a take is checked with; null where a trial comes first. */
	readonly now = $derived(this.#enginesNow());
	#notices: Notices;

	constructor(notices: Notices) {
		this.#notices = notices;
	}

	load = async (): Promise<void> => {
		const [wish, gpu, trials] = await Promise.all([readEngineWish(), gpuHere(), readTrials()]);
		this.wish = wish;
		this.gpu = gpu;
		this.#take(trials);
		this.loaded = true;
	};

	choose = async (wish: EngineWish): Promise<void> => {
		this.wish = wish;
		const saved = await saveEngineWish(wish);
		if (!saved.ok) this.#notices.fail(saved.failure);
	};

	tryAgain = async (): Promise<void> => {
		if (this.trying) return;
		this.trying = true;
		const tried = await tryHandEngines((trial) => this.#take([trial]));
		this.trying = false;
		if (!tried.ok) this.#notices.fail(tried.failure);
	};

	#take(trials: readonly EngineTrial[]): void {
		const taken = { ...this.trials };
		for (const network of HAND_NETWORKS) {
			const found = trials.find((trial) => isTrialFor(trial, this.#about(network)));
			if (found) taken[network] = found;
		}
		this.trials = taken;
	}

	#about(network: HandNetwork) {
		const runtime = `onnxruntime-web@${pinnedRuntime('onnxruntime-web').version}`;
		return { gpu: keyOf(this.gpu), runtime, model: network, modelSha256: pinnedModel(network).sha256 };
	}

	#enginesNow(): Engine[] | null {
		const plans = HAND_NETWORKS.map((network) =>
			planEngine(this.wish, this.gpu, this.trials[network] ?? null, this.#about(network))
		);
		const engines = plans.filter((plan) => plan !== 'try');
		return engines.length === plans.length ? engines : null;
	}
}

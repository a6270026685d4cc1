import * as Comlink from 'comlink';
import { saveTrial } from '../../src/lib/adapters/models/engine-settings.ts';
import { gpuHere } from '../../src/lib/adapters/models/gpu-here.ts';
import { loadModel } from '../../src/lib/adapters/models/load-model.ts';
import { ok } from '../../src/lib/failure/failure.ts';
import type { EngineTrial } from '../../src/lib/schema/engine.ts';
import { runtimeName } from '../infer/open-session.ts';
import { tryEngines } from '../infer/try-engines.ts';
import type { EnginesApi } from './api.ts';

/** What a thorough pass runs on every frame or nearly. */
const HAND_NETWORKS = ['palm_detection_full', 'hand_landmarks_full'] as const;

Comlink.expose({
	async tryHands(onTrial) {
		const gpu = await gpuHere();
		const trials: EngineTrial[] = [];
		for (const name of HAND_NETWORKS) {
			const model = await loadModel(name);
			if (!model.ok) return model;
			const tried = await tryEngines(model.value, runtimeName(), gpu);
			if (!tried.ok) return tried;
			await tried.value.wasm.release();
			await tried.value.gpu?.session.release();
			const saved = await saveTrial(tried.value.trial);
			if (!saved.ok) return saved;
			trials.push(tried.value.trial);
			onTrial(tried.value.trial);
		}
		return ok(trials);
	}
} satisfies EnginesApi);

import { readEngineWish, readTrial, saveTrial } from '../../src/lib/adapters/models/engine-settings.ts';
import { gpuHere } from '../../src/lib/adapters/models/gpu-here.ts';
import { loadModel, type LoadedModel } from '../../src/lib/adapters/models/load-model.ts';
import { pinnedRuntime, type ModelName } from '../../src/lib/adapters/models/pinned.ts';
import { keyOf, planEngine } from '../../src/lib/domain/engine/judge-trial.ts';
import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { Engine, EngineWish } from '../../src/lib/schema/engine.ts';
import { GpuFirstSession } from './gpu-first-session.ts';
import type { Session } from './session.ts';
import { tryEngines } from './try-engines.ts';
import { openOnWasm } from './wasm-runtime.ts';

export type OpenSession = {
	session: Session;
	model: LoadedModel;
	/** Package and version. */
	runtime: string;
	/** Where it runs now. May go from `webgpu` to `wasm` between two runs, never back. */
	readonly engine: Engine;
};

export const runtimeName = (): string => `onnxruntime-web@${pinnedRuntime('onnxruntime-web').version}`;

/**
 * Opens a converted network where it runs fastest on this device: what a trial found, else a trial is made now.
 * `wish` says otherwise; left out, it is what the person chose in the settings. Without a GPU it is the processor.
 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`
 */
export async function openSession(name: ModelName, threads?: number, wish?: EngineWish): Promise<Outcome<OpenSession>> {
	const [model, wanted, gpu, trial] = await Promise.all([
		loadModel(name),
		wish ?? readEngineWish(),
		gpuHere(),
		readTrial(name)
	]);
	if (!model.ok) return model;
	const runtime = runtimeName();
	const about = { gpu: keyOf(gpu), runtime, model: name, modelSha256: model.value.sha256 };
	const plan = planEngine(wanted, gpu, trial, about);
	const opened =
		plan === 'try'
			? await openByTrial(model.value, runtime, gpu, threads)
			: plan === 'webgpu'
				? await openOnGpu(model.value, threads)
				: await openOnWasm(model.value, threads);
	if (!opened.ok) return opened;
	const session = opened.value;
	return ok({
		session,
		model: model.value,
		runtime,
		get engine() {
			return session instanceof GpuFirstSession ? session.engine : 'wasm';
		}
	});
}

async function openOnGpu(model: LoadedModel, threads?: number): Promise<Outcome<Session>> {
	const { openOnWebGpu } = await import('./webgpu-runtime.ts');
	const opened = await openOnWebGpu(model);
	if (opened.ok) return ok(new GpuFirstSession(opened.value, () => openOnWasm(model, threads)));
	console.warn('[infer] not on the GPU:', opened.failure.message);
	return openOnWasm(model, threads);
}

async function openByTrial(
	model: LoadedModel,
	runtime: string,
	gpu: Parameters<typeof tryEngines>[2],
	threads?: number
): Promise<Outcome<Session>> {
	const tried = await tryEngines(model, runtime, gpu, threads);
	if (!tried.ok) return tried;
	const { trial, wasm, gpu: onGpu } = tried.value;
	const saved = await saveTrial(trial);
	if (!saved.ok) console.warn('[infer] the trial is not remembered:', saved.failure.message);
	if (trial.engine === 'webgpu' && onGpu) {
		await wasm.release();
		return ok(new GpuFirstSession(onGpu, () => openOnWasm(model, threads)));
	}
	await onGpu?.session.release();
	return ok(wasm);
}

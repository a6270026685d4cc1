import { Tensor } from 'onnxruntime-web/wasm';
import type { LoadedModel } from '../../src/lib/adapters/models/load-model.ts';
import {
	fasterEngine,
	isHopeless,
	keyOf,
	medianMs,
	TRIAL_RUNS,
	WARM_UP_RUNS,
	type Gpu
} from '../../src/lib/domain/engine/judge-trial.ts';
import { messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { EngineTrial } from '../../src/lib/schema/engine.ts';
import type { Session } from './session.ts';
import { openOnWasm } from './wasm-runtime.ts';
import type { GpuSession } from './webgpu-runtime.ts';

export type Tried = { trial: EngineTrial; wasm: Session; gpu: GpuSession | null };

/** A GPU whose warm-up alone takes longer has lost. */
const WARM_UP_LIMIT_MS = 20_000;

/**
 * Runs one network on both engines with the same input and times them, warm. The caller releases the sessions.
 * One trial at a time in all tabs and workers: two would slow each other.
 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`: as the processor does
 */
export async function tryEngines(
	model: LoadedModel,
	runtime: string,
	gpu: Gpu,
	threads?: number
): Promise<Outcome<Tried>> {
	return navigator.locks.request('handloom-engine-trial', async () => {
		const wasm = await openOnWasm(model, threads);
		if (!wasm.ok) return wasm;
		const wasmMs = medianMs(await timeRuns(wasm.value, () => false));
		const onGpu = await timeGpu(model, gpu, wasmMs);
		const trial: EngineTrial = {
			schema: 'engine-trial/1',
			model: model.name,
			modelSha256: model.sha256,
			runtime,
			gpu: keyOf(gpu),
			wasmMs,
			webgpuMs: onGpu.ms,
			webgpuMissing: onGpu.missing,
			engine: fasterEngine(wasmMs, onGpu.ms),
			triedAtMs: Date.now()
		};
		return ok({ trial, wasm: wasm.value, gpu: onGpu.session });
	});
}

type OnGpu = { ms: number | null; missing: EngineTrial['webgpuMissing']; session: GpuSession | null };

async function timeGpu(model: LoadedModel, gpu: Gpu, wasmMs: number): Promise<OnGpu> {
	if (!gpu) return { ms: null, missing: 'absent', session: null };
	if (gpu.software) return { ms: null, missing: 'software', session: null };
	const { openOnWebGpu } = await import('./webgpu-runtime.ts');
	const opened = await openOnWebGpu(model);
	if (!opened.ok) {
		console.warn('[infer] no trial on the GPU:', opened.failure.message);
		return { ms: null, missing: 'failed', session: null };
	}
	try {
		const run = timeRuns(opened.value.session, (times) => isHopeless(times, wasmMs));
		const times = await Promise.race([run, opened.value.lost.then(() => null)]);
		if (!times) return { ms: null, missing: 'failed', session: null };
		if (times.length < TRIAL_RUNS) return { ms: null, missing: 'slower', session: opened.value };
		return { ms: medianMs(times), missing: null, session: opened.value };
	} catch (error) {
		console.warn('[infer] no trial on the GPU:', messageOf(error));
		return { ms: null, missing: 'failed', session: null };
	}
}

/** Milliseconds of each warm run, `TRIAL_RUNS` of them unless `giveUp` ends it early. */
async function timeRuns(session: Session, giveUp: (times: readonly number[]) => boolean): Promise<number[]> {
	const [about] = session.inputMetadata;
	if (!about?.isTensor) throw new Error('the network takes no picture');
	const dims = about.shape.map(Number);
	const grey = new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(0.5);
	const feeds = { [session.inputNames[0]!]: new Tensor('float32', grey, dims) };
	const startedAt = performance.now();
	for (let i = 0; i < WARM_UP_RUNS; i++) {
		await session.run(feeds);
		if (performance.now() - startedAt > WARM_UP_LIMIT_MS) return [];
	}
	const times: number[] = [];
	while (times.length < TRIAL_RUNS && !giveUp(times)) {
		const runAt = performance.now();
		await session.run(feeds);
		times.push(performance.now() - runAt);
	}
	return times;
}

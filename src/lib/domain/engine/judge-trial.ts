import type { Engine, EngineTrial, EngineWish } from '../../schema/engine.ts';

/** Warm runs on each engine. */
export const TRIAL_RUNS = 20;
/** Runs before the ones that count: the first ones compile shaders and fill caches. */
export const WARM_UP_RUNS = 3;
/** From this many runs on, an engine that takes `HOPELESS` times as long is given up. */
const FEWEST_RUNS = 3;
const HOPELESS = 1.5;
/** The GPU has to save a tenth: less is within the noise of a trial, and costs 5 MB of runtime. */
const CLEARLY = 0.9;

export function medianMs(times: readonly number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** True where more runs of the GPU could not change the answer. Times in milliseconds. */
export const isHopeless = (webgpu: readonly number[], wasmMs: number): boolean =>
	webgpu.length >= FEWEST_RUNS && Math.min(...webgpu) > HOPELESS * wasmMs;

/** The faster engine by medians of warm runs, milliseconds. `webgpuMs` null: the GPU gave no time. */
export const fasterEngine = (wasmMs: number, webgpuMs: number | null): Engine =>
	webgpuMs !== null && webgpuMs <= CLEARLY * wasmMs ? 'webgpu' : 'wasm';

/** What a trial depends on. Where any of it changed, the trial says nothing. */
export type TrialFor = Pick<EngineTrial, 'gpu' | 'runtime' | 'model' | 'modelSha256'>;

export const isTrialFor = (trial: EngineTrial, wanted: TrialFor): boolean =>
	trial.gpu === wanted.gpu &&
	trial.runtime === wanted.runtime &&
	trial.model === wanted.model &&
	trial.modelSha256 === wanted.modelSha256;

/** What the trial of a network without a GPU to try would be called. */
export const keyOf = (gpu: Gpu): string => gpu?.key ?? '';

/** A GPU as far as the browser tells: null where there is none. `software`: drawn by the processor. */
export type Gpu = { key: string; software: boolean } | null;

/**
 * What to do before a network is opened: open it on an engine, or try both first.
 * A GPU drawn by the processor is not tried, because it cannot win; asked for by name, it is used.
 */
export function planEngine(wish: EngineWish, gpu: Gpu, trial: EngineTrial | null, wanted: TrialFor): Engine | 'try' {
	if (wish === 'wasm' || !gpu) return 'wasm';
	if (wish === 'webgpu') return 'webgpu';
	if (gpu.software) return 'wasm';
	return trial && isTrialFor(trial, wanted) ? trial.engine : 'try';
}

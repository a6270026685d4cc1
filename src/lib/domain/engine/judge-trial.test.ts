import { describe, expect, it } from 'vitest';
import { EngineTrial } from '../../schema/engine.ts';
import { fasterEngine, isHopeless, isTrialFor, medianMs, planEngine } from './judge-trial.ts';

const trial = EngineTrial.parse({
	schema: 'engine-trial/1',
	model: 'palm_detection_full',
	modelSha256: 'a'.repeat(64),
	runtime: 'onnxruntime-web@1.30.0',
	gpu: 'vendor/architecture//',
	wasmMs: 20,
	webgpuMs: 5,
	webgpuMissing: null,
	engine: 'webgpu',
	triedAtMs: 0
});
const gpu = { key: trial.gpu, software: false };

describe('a trial', () => {
	it('counts its median', () => {
		expect(medianMs([9, 1, 5])).toBe(5);
		expect(medianMs([9, 1, 5, 7])).toBe(6);
	});

	it('goes to the GPU only where it saves a tenth', () => {
		expect(fasterEngine(20, 18)).toBe('webgpu');
		expect(fasterEngine(20, 18.1)).toBe('wasm');
		expect(fasterEngine(20, null)).toBe('wasm');
	});

	it('is given up early where even the best of three runs is half as slow again', () => {
		expect(isHopeless([3400, 3300], 25)).toBe(false);
		expect(isHopeless([3400, 3300, 3500], 25)).toBe(true);
		expect(isHopeless([40, 36, 90], 25)).toBe(false);
	});

	it('says nothing for another GPU, runtime or model', () => {
		expect(isTrialFor(trial, trial)).toBe(true);
		expect(isTrialFor(trial, { ...trial, gpu: 'other///' })).toBe(false);
		expect(isTrialFor(trial, { ...trial, runtime: 'onnxruntime-web@1.31.0' })).toBe(false);
		expect(isTrialFor(trial, { ...trial, modelSha256: 'b'.repeat(64) as typeof trial.modelSha256 })).toBe(false);
	});
});

describe('the engine of a network', () => {
	it('is the processor without a GPU, whatever is wished', () => {
		for (const wish of ['automatic', 'wasm', 'webgpu'] as const)
			expect(planEngine(wish, null, trial, trial)).toBe('wasm');
	});

	it('is what the last trial found, and is tried where there was none', () => {
		expect(planEngine('automatic', gpu, trial, trial)).toBe('webgpu');
		expect(planEngine('automatic', gpu, { ...trial, engine: 'wasm' }, trial)).toBe('wasm');
		expect(planEngine('automatic', gpu, null, trial)).toBe('try');
		expect(planEngine('automatic', gpu, trial, { ...trial, gpu: 'other///' })).toBe('try');
	});

	it('is what the person says; a GPU drawn by the processor only then', () => {
		const software = { ...gpu, software: true };
		expect(planEngine('wasm', gpu, trial, trial)).toBe('wasm');
		expect(planEngine('webgpu', gpu, null, trial)).toBe('webgpu');
		expect(planEngine('webgpu', software, null, trial)).toBe('webgpu');
		expect(planEngine('automatic', software, trial, trial)).toBe('wasm');
	});
});

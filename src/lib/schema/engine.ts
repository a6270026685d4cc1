import { Sha256 } from './ids.ts';
import { z } from './zod.ts';

/** Where a network runs: on the processor, or on the GPU. */
export const Engine = z.enum(['wasm', 'webgpu']);
export type Engine = z.infer<typeof Engine>;
/** What the person wants. `automatic`: what was faster when both were tried. */
export const EngineWish = z.enum(['automatic', 'wasm', 'webgpu']);
export type EngineWish = z.infer<typeof EngineWish>;

/**
 * Why there is no time of the GPU: the browser offers none, the processor draws it, it gave an error, or it was given up
 * as far slower.
 */
const Missing = z.enum(['absent', 'software', 'failed', 'slower']);

/** One network tried on both engines of this device. Holds for that GPU, runtime and model only. */
export const EngineTrial = z.looseObject({
	schema: z.literal('engine-trial/1'),
	model: z.string(),
	modelSha256: Sha256,
	/** Package and version, as `onnxruntime-web@1.30.0`. */
	runtime: z.string(),
	/** Vendor, architecture, device and description, as the browser tells them, each perhaps empty; `` without a GPU. */
	gpu: z.string(),
	/** Medians of warm runs, milliseconds for one picture. */
	wasmMs: z.number().positive(),
	webgpuMs: z.number().positive().nullable(),
	webgpuMissing: Missing.nullable(),
	engine: Engine,
	triedAtMs: z.int()
});
export type EngineTrial = z.infer<typeof EngineTrial>;

import * as ort from 'onnxruntime-web/wasm';
import { guardRuntime, refusedFile } from '../../src/lib/adapters/models/guard-runtime.ts';
import type { LoadedModel } from '../../src/lib/adapters/models/load-model.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { Session } from './session.ts';

const SCRIPT = 'ort-wasm-simd-threaded.mjs';
const WASM = 'ort-wasm-simd-threaded.wasm';
/** More threads than this only wait for each other in networks as small as ours. */
const MOST_THREADS = 4;

/** Threads that the browser refuses to start are never reported, only waited for. */
const START_LIMIT_MS = 30_000;

/**
 * Opens a network on the processor, with threads where the page is isolated. The first network of a worker settles how many.
 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`
 */
export async function openOnWasm(model: LoadedModel, threads?: number): Promise<Outcome<Session>> {
	const runtime = await guardRuntime('onnxruntime-web', SCRIPT);
	if (!runtime.ok) return runtime;
	const { files } = runtime.value;
	ort.env.wasm.wasmPaths = { mjs: files[SCRIPT]!.url, wasm: files[WASM]!.url };
	const useful = globalThis.crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1) : 1;
	ort.env.wasm.numThreads = threads ?? useful;
	ort.env.wasm.initTimeout = START_LIMIT_MS;
	try {
		return ok(await ort.InferenceSession.create(model.bytes, { executionProviders: ['wasm'] }));
	} catch (error) {
		const refused = refusedFile();
		return refused
			? fail('model_hash_wrong', refused, { retry: 'after_change' })
			: fail('tracker_failed', messageOf(error), { retry: 'now' });
	}
}

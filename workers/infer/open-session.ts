import * as ort from 'onnxruntime-web/wasm';
import { guardRuntime, refusedFile } from '../../src/lib/adapters/models/guard-runtime.ts';
import { loadModel, type LoadedModel } from '../../src/lib/adapters/models/load-model.ts';
import type { ModelName } from '../../src/lib/adapters/models/pinned.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';

export type OpenSession = { session: ort.InferenceSession; model: LoadedModel; runtime: string };

const SCRIPT = 'ort-wasm-simd-threaded.mjs';
const WASM = 'ort-wasm-simd-threaded.wasm';
/** More threads than this only wait for each other in networks as small as ours. */
const MOST_THREADS = 4;

/** Threads that the browser refuses to start are never reported, only waited for. */
const START_LIMIT_MS = 30_000;

/** Opens a converted network in onnxruntime-web's WebAssembly, with threads where the page is isolated. */
export async function openSession(name: ModelName, threads?: number): Promise<Outcome<OpenSession>> {
	const [runtime, model] = await Promise.all([guardRuntime('onnxruntime-web', SCRIPT), loadModel(name)]);
	if (!runtime.ok) return runtime;
	if (!model.ok) return model;
	const { files, version } = runtime.value;
	ort.env.wasm.wasmPaths = { mjs: files[SCRIPT]!.url, wasm: files[WASM]!.url };
	const useful = globalThis.crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1) : 1;
	ort.env.wasm.numThreads = threads ?? useful;
	ort.env.wasm.initTimeout = START_LIMIT_MS;
	try {
		const session = await ort.InferenceSession.create(model.value.bytes, { executionProviders: ['wasm'] });
		return ok({ session, model: model.value, runtime: `onnxruntime-web@${version}` });
	} catch (error) {
		const refused = refusedFile();
		return refused
			? fail('model_hash_wrong', refused, { retry: 'after_change' })
			: fail('tracker_failed', messageOf(error), { retry: 'now' });
	}
}

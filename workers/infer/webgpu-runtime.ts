import * as ort from 'onnxruntime-web/webgpu';
import { guardRuntime } from '../../src/lib/adapters/models/guard-runtime.ts';
import type { LoadedModel } from '../../src/lib/adapters/models/load-model.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { Session } from './session.ts';

const SCRIPT = 'ort-wasm-simd-threaded.asyncify.mjs';
const WASM = 'ort-wasm-simd-threaded.asyncify.wasm';
/** A driver that compiles shaders for longer than this is of no use for a pass. */
const START_LIMIT_MS = 30_000;

export type GpuSession = { session: Session; lost: Promise<string> };

/**
 * All networks of a worker share one device; when it is gone, it is gone for all. The runtime itself ends it with the last
 * network on it: that is no loss, the next network gets another.
 */
let lost: Promise<string> | null = null;
let networks = 0;
let gone: string | null = null;
/** The runtime waits for the GPU with its stack put aside, and has room for one such wait: all networks take turns. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const done = turn.then(work);
	turn = done.catch(() => undefined);
	return done;
}

/**
 * Opens a network on the GPU. `lost` settles when the device is gone: a run that is under way then may never end.
 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`
 */
export async function openOnWebGpu(model: LoadedModel): Promise<Outcome<GpuSession>> {
	if (gone !== null) return fail('tracker_failed', `GPU lost: ${gone}`);
	const runtime = await guardRuntime('onnxruntime-webgpu', SCRIPT);
	if (!runtime.ok) return runtime;
	const { files } = runtime.value;
	ort.env.wasm.wasmPaths = { mjs: files[SCRIPT]!.url, wasm: files[WASM]!.url };
	// What is not done on the GPU is a handful of reshapes.
	ort.env.wasm.numThreads = 1;
	ort.env.wasm.initTimeout = START_LIMIT_MS;
	ort.env.webgpu.powerPreference = 'high-performance';
	try {
		const creating = () => ort.InferenceSession.create(model.bytes, { executionProviders: ['webgpu'] });
		const session = await inTurn(() => limited(creating()));
		networks += 1;
		lost ??= watch(await ort.env.webgpu.device);
		return ok({ session: takingTurns(session), lost });
	} catch (error) {
		return fail('tracker_failed', messageOf(error), { retry: 'now' });
	}
}

const takingTurns = (session: Session): Session => ({
	inputNames: session.inputNames,
	outputNames: session.outputNames,
	inputMetadata: session.inputMetadata,
	run: (feeds: Parameters<Session['run']>[0]) => inTurn(() => session.run(feeds)),
	release: () =>
		inTurn(() => {
			networks -= 1;
			if (networks === 0) lost = null;
			return session.release();
		})
});

async function watch(device: GPUDevice): Promise<string> {
	const { reason, message } = await device.lost;
	const why = `${reason} ${message}`;
	if (networks > 0) gone = why;
	return why;
}

const limited = <T>(work: Promise<T>): Promise<T> =>
	Promise.race([
		work,
		new Promise<never>((_, refuse) => {
			setTimeout(() => refuse(new Error(`the GPU did not start within ${START_LIMIT_MS} ms`)), START_LIMIT_MS);
		})
	]);

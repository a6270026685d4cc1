import { Tensor } from 'onnxruntime-web/wasm';
import { env } from 'onnxruntime-web/webgpu';
import { gpuHere } from '../../src/lib/adapters/models/gpu-here.ts';
import type { ModelName } from '../../src/lib/adapters/models/pinned.ts';
import type { EngineWish } from '../../src/lib/schema/engine.ts';
import { openSession, type OpenSession } from '../../workers/infer/open-session.ts';
import { openInputs } from '../bench/networks.page.ts';

/** Runs in the browser: networks opened as the app opens them. */

async function open(name: ModelName, wish?: EngineWish): Promise<OpenSession> {
	const opened = await openSession(name, 1, wish);
	if (!opened.ok) throw new Error(opened.failure.message);
	return opened.value;
}

async function run(
	{ session }: OpenSession,
	values: Float32Array,
	size: number
): Promise<Record<string, Float32Array>> {
	const feeds = { [session.inputNames[0]!]: new Tensor('float32', values, [1, size, size, 3]) };
	const outputs = await session.run(feeds);
	return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, tensor.data as Float32Array]));
}

const apart = (a: Float32Array, b: Float32Array): number =>
	a.length === b.length ? a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) : NaN;

/** Where a small network opens for each wish, and what GPU there is. */
export async function enginesFor(wishes: readonly (EngineWish | undefined)[]) {
	const engines = [];
	for (const wish of wishes) engines.push((await open('face_detection_short_range', wish)).engine);
	return { engines, gpu: await gpuHere() };
}

/** One frame of a network on both engines: largest differences of every output. */
export async function compareEngines(name: ModelName, size: number, low: 0 | -1) {
	const picture = (await openInputs(['/samples/grasp.mp4'], size, low))[1]!.values;
	const wasm = await run(await open(name, 'wasm'), picture, size);
	const onGpu = await open(name, 'webgpu');
	const startedAt = performance.now();
	const webgpu = await run(onGpu, picture, size);
	const seconds = (performance.now() - startedAt) / 1000;
	const differences = Object.fromEntries(
		Object.keys(wasm).map((output) => [output, apart(wasm[output]!, webgpu[output]!)])
	);
	return { engine: onGpu.engine, differences, seconds };
}

/**
 * Four frames on the GPU, which is lost while the second is computed; then a network that is opened afterwards. Before that one
 * network comes and goes, and the device with it.
 */
export async function loseGpu() {
	const name = 'face_detection_short_range';
	await (await open(name, 'webgpu')).session.release();
	const frames = [0.1, 0.3, 0.5, 0.7].map((grey) => new Float32Array(128 * 128 * 3).map((_, i) => (i % 7) * grey - 1));
	const onGpu = await open(name, 'webgpu');
	const onProcessor = await open(name, 'wasm');
	const engines = [onGpu.engine];
	const differences = [];
	for (const [i, values] of frames.entries()) {
		const pending = run(onGpu, values, 128);
		if (i === 1) ((await env.webgpu.device) as GPUDevice).destroy();
		const [got, want] = [await pending, await run(onProcessor, values, 128)];
		differences.push(apart(got['regressors']!, want['regressors']!));
		engines.push(onGpu.engine);
	}
	const later = (await open('face_detection_full_range', 'webgpu')).engine;
	await onGpu.session.release();
	return { engines, differences, later };
}

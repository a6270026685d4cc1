import type { ModelName } from '../../src/lib/adapters/models/pinned.ts';

/** Runs in the browser: one converted network and the TFLite file behind it, on the same inputs. */

export type NetworkInput = { name: string; values: Float32Array };
export type Output = { name: string; values: Float32Array };
export type Timed = { outputs: Output[][]; ms: number[]; openMs: number };

/** The same noise on every machine: a linear congruential generator, 0..1. */
function noise(count: number): Float32Array {
	let state = 1;
	return Float32Array.from({ length: count }, () => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return state / 0x7fffffff;
	});
}

async function firstPicture(url: string): Promise<ImageBitmap> {
	const blob = await (await fetch(url)).blob();
	if (!url.endsWith('.mp4')) return createImageBitmap(blob);
	const { openVideo } = await import(/* @vite-ignore */ `${location.origin}/workers/shared/open-video.ts`);
	const video = await openVideo(blob);
	const sample = await video.value.sink.getSample(2);
	const frame = sample.toVideoFrame() as VideoFrame;
	const bitmap = await createImageBitmap(frame);
	frame.close();
	sample.close();
	return bitmap;
}

/** Noise and pictures, squeezed to `size`×`size`, RGB, `low`..1. */
export async function openInputs(urls: readonly string[], size: number, low: 0 | -1): Promise<NetworkInput[]> {
	const spread = (value: number) => low + value * (1 - low);
	const inputs = [{ name: 'noise', values: noise(size * size * 3).map(spread) }];
	for (const url of urls) {
		const picture = await firstPicture(url);
		const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true })!;
		context.drawImage(picture, 0, 0, size, size);
		picture.close();
		const { data } = context.getImageData(0, 0, size, size);
		const values = new Float32Array(size * size * 3);
		for (let i = 0; i < size * size; i++)
			for (let c = 0; c < 3; c++) values[i * 3 + c] = spread(data[i * 4 + c]! / 255);
		inputs.push({ name: url.slice(url.lastIndexOf('/') + 1), values });
	}
	return inputs;
}

type Run = (values: Float32Array) => Promise<Output[]>;

async function timed(open: () => Promise<Run>, inputs: readonly NetworkInput[], runs: number): Promise<Timed> {
	const openedAt = performance.now();
	const run = await open();
	const openMs = performance.now() - openedAt;
	const outputs: Output[][] = [];
	for (const { values } of inputs) outputs.push(await run(values));
	const ms: number[] = [];
	for (let i = 0; i < runs; i++) {
		const startedAt = performance.now();
		await run(inputs[i % inputs.length]!.values);
		ms.push(performance.now() - startedAt);
	}
	return { outputs, ms, openMs };
}

/** Ours, as the app opens it, on WebAssembly. */
export const onOrt = (name: ModelName, size: number, threads: number, inputs: readonly NetworkInput[], runs: number) =>
	timed(
		async () => {
			const { openSession } = await import(/* @vite-ignore */ `${location.origin}/workers/infer/open-session.ts`);
			const { Tensor } = await import('onnxruntime-web/wasm');
			const opened = await openSession(name, threads);
			if (!opened.ok) throw new Error(opened.failure.message);
			const { session } = opened.value;
			return async (values) => {
				const results = await session.run({
					[session.inputNames[0]]: new Tensor('float32', values, [1, size, size, 3])
				});
				return session.outputNames.map((output: string) => ({ name: output, values: results[output].data }));
			};
		},
		inputs,
		runs
	);

/** The TFLite file on LiteRT.js. */
export const onLitert = (url: string, size: number, threads: number, inputs: readonly NetworkInput[], runs: number) =>
	timed(
		async () => {
			const litert = await import(/* @vite-ignore */ `${location.origin}/contenders/litert/core/dist/index.js`);
			if (!litert.getGlobalLiteRtPromise())
				await litert.loadLiteRt(`${location.origin}/contenders/litert/core/wasm`, { threads: threads > 1 });
			await litert.getGlobalLiteRtPromise();
			const model = await litert.loadAndCompile(url, { accelerator: 'wasm' });
			return async (values) => {
				const input = new litert.Tensor(values, [1, size, size, 3]);
				const results: { toTypedArray(): Float32Array; delete(): void }[] = await model.run([input]);
				const names: { name: string }[] = model.getOutputDetails();
				const outputs = results.map((tensor, i) => ({ name: names[i]!.name, values: tensor.toTypedArray().slice() }));
				for (const tensor of results) tensor.delete();
				input.delete();
				return outputs;
			};
		},
		inputs,
		runs
	);

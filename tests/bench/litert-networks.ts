import { HandNetworks, type Network } from '../../workers/infer/hand-networks.ts';
import { sha256Of } from '../../src/lib/adapters/store/sha256.ts';
import { HAND_INPUT } from '../../src/lib/domain/hand-pipeline/decode-hand.ts';
import { PALM_INPUT } from '../../src/lib/domain/hand-pipeline/palm-anchors.ts';

type LitertTensor = { toTypedArray(): Float32Array; delete(): void };
type Litert = {
	loadLiteRt(folder: string, options: { threads: boolean }): Promise<unknown>;
	loadAndCompile(
		url: string,
		options: { accelerator: 'wasm' }
	): Promise<{ run(inputs: LitertTensor[]): Promise<LitertTensor[]>; getOutputDetails(): { name: string }[] }>;
	Tensor: new (values: Float32Array, dims: number[]) => LitertTensor;
};

/** Runs in a worker: the two TFLite files on LiteRT.js with threads, for our pipeline. `contenders/litert.ts` serves it. */
export async function openLitertNetworks(urls: { palm: string; hand: string }): Promise<HandNetworks> {
	const base = `${location.origin}/contenders/litert/core`;
	const litert = (await import(/* @vite-ignore */ `${base}/dist/index.js`)) as Litert;
	// Its loader knows classic workers only: here its script is run first, and told where its threads find it.
	const script = `${base}/wasm/litert_wasm_threaded_internal.js`;
	const scope = globalThis as { importScripts?: unknown; Module?: unknown };
	const importScripts = scope.importScripts;
	(0, eval)(await (await fetch(script)).text());
	Object.assign(scope, { importScripts: () => undefined, Module: { mainScriptUrlOrBlob: script } });
	await litert.loadLiteRt(`${base}/wasm`, { threads: true });
	scope.importScripts = importScripts;
	return new HandNetworks(await open(litert, urls.palm, PALM_INPUT), await open(litert, urls.hand, HAND_INPUT));
}

async function open(litert: Litert, url: string, side: number): Promise<Network> {
	const model = await litert.loadAndCompile(url, { accelerator: 'wasm' });
	const names = model.getOutputDetails().map(({ name }) => name);
	// Identity, Identity_1, Identity_2 …: the order of the file.
	const order = names.map((_, i) => i).sort((a, b) => names[a]!.localeCompare(names[b]!));
	return {
		name: url,
		sha256: await sha256Of(new Uint8Array(await (await fetch(url)).arrayBuffer())),
		runtime: '@litertjs/core',
		delegate: 'WASM',
		async run(input) {
			const given = new litert.Tensor(input, [1, side, side, 3]);
			const results = await model.run([given]);
			const outputs = order.map((i) => results[i]!.toTypedArray().slice());
			for (const tensor of [given, ...results]) tensor.delete();
			return outputs;
		},
		close: async () => undefined
	};
}

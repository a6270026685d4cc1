/// <reference lib="es2025.float16" />
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { rootTable } from '../../flatbuffer-reader.ts';
import { table, u32, u8, writeFlatbuffer, type Field } from '../../flatbuffer-writer.ts';
import type { TfliteTensor } from '../../tflite-model.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { encodeModel } from '../onnx-model.ts';
import type { OpConverter } from '../op-converter.ts';
import { add } from './add.ts';
import { densify } from './densify.ts';
import { depthToSpace } from './depth-to-space.ts';
import { dequantize } from './dequantize.ts';
import { fullyConnected } from './fully-connected.ts';
import { logistic } from './logistic.ts';
import { mean } from './mean.ts';
import { pad } from './pad.ts';
import { prelu } from './prelu.ts';
import { resizeBilinear } from './resize-bilinear.ts';

/*
 * Each operator by itself, in the runtime that runs it in the app, against numbers worked out by hand.
 * Pictures are given and read in TFLite's order: row, column, channel.
 */
let count = 0;
const tensor = (dims: number[], type: TfliteTensor['type'], data: ArrayBuffer | null): TfliteTensor => ({
	index: count,
	name: `t${count++}`,
	dims,
	type,
	data: data && new Uint8Array(data),
	sparsity: null
});
const computed = (...dims: number[]) => tensor(dims, 'float32', null);
const halves = (dims: number[], ...values: number[]) => tensor(dims, 'float16', Float16Array.from(values).buffer);
const floats = (dims: number[], ...values: number[]) => tensor(dims, 'float32', Float32Array.from(values).buffer);
const ints = (dims: number[], ...values: number[]) => tensor(dims, 'int32', Int32Array.from(values).buffer);
const optionsOf = (...fields: (Field | null)[]) => rootTable(writeFlatbuffer(table(...fields), 'TEST'));

type Given = { tensor: TfliteTensor; values?: number[] };

/** Runs one operator; those of `given` with values are fed, the others are constants. */
async function run(
	converter: OpConverter,
	given: Given[],
	dims: number[],
	options: (Field | null)[] = []
): Promise<number[]> {
	const graph = new GraphBuilder();
	const fed = given.filter((one) => one.values);
	for (const one of fed) graph.define(one.tensor, one.tensor.name, 'plain');
	const output = computed(...dims);
	converter.convert(
		{
			code: converter.code,
			inputs: given.map((one) => one.tensor),
			outputs: [output],
			options: options.length > 0 ? optionsOf(...options) : null
		},
		graph
	);
	graph.nodes.push({ op: 'Identity', inputs: [graph.plain(output)], outputs: ['out'], attributes: [] });
	const model = encodeModel({
		name: converter.name,
		nodes: graph.nodes,
		constants: graph.constants,
		inputs: fed.map((one) => ({ name: one.tensor.name, dims: one.tensor.dims })),
		outputs: [{ name: 'out', dims }]
	});
	const session = await ort.InferenceSession.create(model);
	const feeds = fed.map((one) => [
		one.tensor.name,
		new ort.Tensor('float32', Float32Array.from(one.values!), one.tensor.dims)
	]);
	const { out } = await session.run(Object.fromEntries(feeds) as Record<string, ort.Tensor>);
	expect(out!.dims).toEqual(dims);
	return [...(out!.data as Float32Array)];
}
/** The operator cannot be converted, and says why. */
const refuses = (converter: OpConverter, given: Given[], dims: number[], why: RegExp, options?: (Field | null)[]) =>
	expect(run(converter, given, dims, options)).rejects.toThrow(why);

beforeAll(() => {
	ort.env.wasm.numThreads = 1;
});

describe('an operator of a network', () => {
	it('FULLY_CONNECTED multiplies with weights that are out × in, and adds the bias', async () => {
		const weights = floats([2, 3], 1, 2, 3, 4, 5, 6);
		const bias = floats([2], 0.5, -40);
		const input = { tensor: computed(1, 3), values: [1, 0, 2] };
		// 1·1 + 2·3 + 0.5 = 7.5; 1·4 + 2·6 - 40 = -24.
		expect(await run(fullyConnected, [input, { tensor: weights }, { tensor: bias }], [1, 2], [u8(0)])).toEqual([
			7.5, -24
		]);
		// The same with a RELU behind it.
		expect(await run(fullyConnected, [input, { tensor: weights }, { tensor: bias }], [1, 2], [u8(1)])).toEqual([
			7.5, 0
		]);
		await refuses(fullyConnected, [input, { tensor: weights }], [1, 2], /shuffled/, [u8(0), u8(1)]);
	});

	it('LOGISTIC is 1 / (1 + e^-x)', async () => {
		const [zero, three] = await run(logistic, [{ tensor: computed(1, 2), values: [0, Math.log(3)] }], [1, 2]);
		expect(zero).toBeCloseTo(0.5, 6);
		expect(three).toBeCloseTo(0.75, 6);
	});

	it('MEAN over height and width leaves one number for each channel', async () => {
		const input = { tensor: computed(1, 2, 2, 2), values: [1, 10, 2, 20, 3, 30, 6, 60] };
		expect(await run(mean, [input, { tensor: ints([2], 1, 2) }], [1, 2], [u8(0)])).toEqual([3, 30]);
		expect(await run(mean, [input, { tensor: ints([2], 2, 1) }], [1, 1, 1, 2], [u8(1)])).toEqual([3, 30]);
		await refuses(mean, [input, { tensor: ints([1], 3) }], [1, 2, 2], /axes 3/, [u8(0)]);
	});

	it('PRELU has a slope for each channel', async () => {
		const input = { tensor: computed(1, 1, 2, 2), values: [-2, -2, 3, -4] };
		expect(await run(prelu, [input, { tensor: halves([1, 1, 2], 0.5, 0.25) }], [1, 1, 2, 2])).toEqual([
			-1, -0.5, 3, -1
		]);
		await refuses(prelu, [input, { tensor: halves([1, 2, 2], 1, 1, 1, 1) }], [1, 1, 2, 2], /slopes of 1×2×2/);
	});

	it('RESIZE_BILINEAR: half pixels, corners, or neither', async () => {
		// One row of 0, 4 made twice as wide. The destination's pixel i lies at:
		// half pixel (i + ½)/2 - ½ = -¼, ¼, ¾, 1¼; corners i/3; neither i/2, beyond the last pixel the last pixel.
		const input = { tensor: computed(1, 1, 2, 1), values: [0, 4] };
		const size = { tensor: ints([2], 1, 4) };
		const wide = [1, 1, 4, 1];
		expect(await run(resizeBilinear, [input, size], wide, [null, null, u8(0), u8(1)])).toEqual([0, 1, 3, 4]);
		expect(await run(resizeBilinear, [input, size], wide, [null, null, u8(0), u8(0)])).toEqual([0, 2, 4, 4]);
		const corners = await run(resizeBilinear, [input, size], wide, [null, null, u8(1), u8(0)]);
		[0, 4 / 3, 8 / 3, 4].forEach((value, i) => expect(corners[i]).toBeCloseTo(value, 5));
	});

	it('DEPTH_TO_SPACE spreads row, then column, then channel', async () => {
		// 8 channels at one pixel, blocks of 2: (row, column, channel) = 000, 001, 010, 011, 100 and so on.
		const input = { tensor: computed(1, 1, 2, 8), values: Array.from({ length: 16 }, (_, i) => i) };
		expect(await run(depthToSpace, [input], [1, 2, 4, 2], [u32(2)])).toEqual([
			0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15
		]);
	});

	it('ADD cuts off at 6 where a RELU6 stands behind it, and refuses shapes that differ', async () => {
		const left = { tensor: computed(1, 1, 1, 3), values: [-5, 2, 5] };
		const right = { tensor: computed(1, 1, 1, 3), values: [1, 2, 5] };
		expect(await run(add, [left, right], [1, 1, 1, 3], [u8(3)])).toEqual([0, 4, 6]);
		await refuses(add, [left, { tensor: computed(1, 1, 1, 1), values: [1] }], [1, 1, 1, 3], /different shapes/);
		await refuses(add, [left, right], [1, 1, 1, 3], /fused activation 4/, [u8(4)]);
	});

	it('PAD adds pixels and channels of zero', async () => {
		const input = { tensor: computed(1, 1, 1, 1), values: [7] };
		// A row after it, a column before it, a channel after it.
		const amounts = { tensor: ints([4, 2], 0, 0, 0, 1, 1, 0, 0, 1) };
		expect(await run(pad, [input, amounts], [1, 2, 2, 2])).toEqual([0, 0, 7, 0, 0, 0, 0, 0]);
	});
});

it('weights that are stored without their zeros are filled up, then widened', () => {
	const graph = new GraphBuilder();
	// 2 × 3: row 0 holds 5 in column 2; row 1 holds 6 and 7 in columns 0 and 1.
	const sparse = halves([2, 3], 5, 6, 7);
	sparse.sparsity = { order: [0, 1], blocks: 0, levels: [{ size: 2 }, { segments: [0, 1, 3], indices: [2, 0, 1] }] };
	const [whole, wide] = [computed(2, 3), computed(2, 3)];
	const op = (inputs: TfliteTensor[], outputs: TfliteTensor[]) => ({ code: 0, inputs, outputs, options: null });
	expect(() => dequantize.convert(op([sparse], [wide]), graph)).toThrow(/not a constant/);
	densify.convert(op([sparse], [whole]), graph);
	dequantize.convert(op([whole], [wide]), graph);
	const { data } = graph.constantTensor(wide);
	expect([...new Float16Array(data!.slice().buffer)]).toEqual([0, 0, 5, 6, 7, 0]);
	expect(() => densify.convert(op([whole], [wide]), graph)).toThrow(/without their zeros/);
});

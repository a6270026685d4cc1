import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { convertToOnnx } from './convert.ts';
import { permute } from './graph-builder.ts';
import { pads } from './op-converter.ts';
import { OPERATORS } from './ops/all.ts';

const root = join(import.meta.dirname, '../../..');
const source = new Uint8Array(
	readFileSync(join(root, 'node_modules/@mediapipe/face_detection/face_detection_short_range.tflite'))
);
const other = join(root, '../shared/models/onnx/face_detection_short_range.onnx');

/** The same noise on every machine: a linear congruential generator, -1..1. */
function noise(count: number): Float32Array {
	let state = 1;
	return Float32Array.from({ length: count }, () => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return state / 0x3fffffff - 1;
	});
}

async function run(model: Uint8Array, values: Float32Array) {
	const session = await ort.InferenceSession.create(model);
	const results = await session.run({ [session.inputNames[0]!]: new ort.Tensor('float32', values, [1, 128, 128, 3]) });
	return Object.fromEntries(
		Object.entries(results).map(([name, tensor]) => [name, { dims: tensor.dims, data: tensor.data as Float32Array }])
	);
}

const largestDifference = (a: Float32Array, b: Float32Array) =>
	a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('the face network, converted', () => {
	beforeAll(() => {
		ort.env.wasm.numThreads = 1;
	});

	it('gives the numbers that were recorded', async () => {
		const { regressors, classificators } = await run(convertToOnnx(source, 'face'), noise(128 * 128 * 3));
		expect(regressors!.dims).toEqual([1, 896, 16]);
		expect(classificators!.dims).toEqual([1, 896, 1]);
		// tests/golden/face-short-range/README.md says who made these.
		const golden = JSON.parse(readFileSync(join(root, 'tests/golden/face-short-range/golden.json'), 'utf8')) as Record<
			string,
			Record<string, number>
		>;
		for (const [name, values] of Object.entries(golden)) {
			const got = name === 'regressors' ? regressors! : classificators!;
			for (const [at, value] of Object.entries(values))
				expect(got.data[Number(at)], `${name} ${at}`).toBeCloseTo(value, 3);
		}
	});

	it.skipIf(!existsSync(other))('agrees with an independent conversion (needs ../shared)', async () => {
		const values = noise(128 * 128 * 3);
		const ours = await run(convertToOnnx(source, 'face'), values);
		const theirs = await run(new Uint8Array(readFileSync(other)), values);
		for (const name of ['regressors', 'classificators']) {
			expect(largestDifference(ours[name]!.data, theirs[name]!.data)).toBeLessThan(1e-3);
		}
	});

	it('keeps half-precision weights half, and gives the same bytes every time', () => {
		const model = convertToOnnx(source, 'face');
		expect(model.length).toBeLessThan(source.length);
		expect(Buffer.compare(model, convertToOnnx(source, 'face'))).toBe(0);
	});

	it('leaves out what only an unused output needs', () => {
		const whole = convertToOnnx(source, 'face');
		const half = convertToOnnx(source, 'face', { outputs: ['regressors'] });
		// Both ends share the trunk; the scores' own two convolutions go: 2 × 88 and 6 × 96 weights of two bytes and more.
		expect(half.length).toBeLessThan(whole.length - 2 * (2 * 88 + 6 * 96));
		expect(() => convertToOnnx(source, 'face', { outputs: ['nobody'] })).toThrow(/nobody/);
	});

	it('refuses a network with an operator that it does not know', () => {
		const withoutPad = OPERATORS.filter(({ name }) => name !== 'PAD');
		expect(() => convertToOnnx(source, 'face', { operators: withoutPad })).toThrow(/operator 34 is not known/);
	});
});

it('permute reorders axes', () => {
	// 1·2·3 half floats numbered 0..5, axes swapped to 3·1·2: columns become rows.
	const data = new Uint8Array(Uint16Array.of(0, 1, 2, 3, 4, 5).buffer);
	expect([...new Uint16Array(permute(data, [1, 2, 3], [2, 0, 1], 2).buffer)]).toEqual([0, 3, 1, 4, 2, 5]);
});

it('SAME padding puts the odd pixel at the end', () => {
	// 128 → 64 with kernel 5 and stride 2: (64-1)·2+5-128 = 3 pixels, 1 before and 2 after.
	expect(pads(0, [1, 128, 128, 3], [1, 64, 64, 24], [5, 5], [2, 2])).toEqual([1, 1, 2, 2]);
	expect(pads(1, [1, 128, 128, 3], [1, 62, 62, 24], [5, 5], [2, 2])).toEqual([0, 0, 0, 0]);
});

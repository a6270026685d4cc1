import { readByte } from '../flatbuffer-reader.ts';
import type { TfliteOperator } from '../tflite-model.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** Turns one TFLite operator into nodes, and says under which name its output goes on. */
export type OpConverter = {
	name: string;
	/** Number of the operator in TFLite's `BuiltinOperator`. */
	code: number;
	convert(operator: TfliteOperator, graph: GraphBuilder): void;
};

/** Applies the activation that TFLite writes into an operator's options. */
export function activated(graph: GraphBuilder, operator: TfliteOperator, field: number, value: string): string {
	const activation = operator.options ? readByte(operator.options, field) : 0;
	if (activation === 0) return value;
	if (activation === 1) return graph.node('Relu', [value]);
	if (activation === 3) return graph.relu6(value);
	throw new Error(`fused activation ${activation} is not known`);
}

/** ONNX pads `[top, left, bottom, right]` of TFLite's SAME (0) or VALID (1) padding. */
export function pads(
	padding: number,
	input: readonly number[],
	output: readonly number[],
	kernel: readonly [number, number],
	stride: readonly [number, number]
): number[] {
	if (padding === 1) return [0, 0, 0, 0];
	const total = [0, 1].map((i) => Math.max((output[i + 1]! - 1) * stride[i]! + kernel[i]! - input[i + 1]!, 0));
	const before = total.map((n) => Math.floor(n / 2));
	return [...before, ...total.map((n, i) => n - before[i]!)];
}

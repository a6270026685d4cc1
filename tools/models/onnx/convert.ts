import { readTflite } from '../tflite-model.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel } from './onnx-model.ts';
import type { OpConverter } from './op-converter.ts';
import { OPERATORS } from './ops/all.ts';
import { prune } from './prune.ts';

export type ConvertOptions = {
	operators?: readonly OpConverter[];
	/** Outputs to keep, all unless said; what only the others need is left out. */
	outputs?: readonly string[];
};

/**
 * Converts a TFLite network to ONNX. Inputs and outputs keep their names, shapes and NHWC order.
 * Throws where the network has an operator that is not known: a wrong network would be worse than none.
 */
export function convertToOnnx(tflite: Uint8Array, name: string, options: ConvertOptions = {}): Uint8Array {
	const { operators = OPERATORS } = options;
	const source = readTflite(tflite);
	const graph = new GraphBuilder();
	const byCode = new Map(operators.map((operator) => [operator.code, operator]));
	for (const input of source.inputs) graph.define(input, input.name, 'plain');
	for (const operator of source.operators) {
		const converter = byCode.get(operator.code);
		if (!converter)
			throw new Error(`TFLite operator ${operator.code} is not known (${name}, makes ${operator.outputs[0]?.name})`);
		converter.convert(operator, graph);
	}
	const outputs = source.outputs.filter((output) => options.outputs?.includes(output.name) ?? true);
	if (outputs.length !== (options.outputs ?? source.outputs).length)
		throw new Error(`${name} lacks one of the outputs ${options.outputs?.join(', ')}`);
	for (const output of outputs) {
		graph.nodes.push({ op: 'Identity', inputs: [graph.plain(output)], outputs: [output.name], attributes: [] });
	}
	return encodeModel({
		name,
		...prune(
			graph.nodes,
			graph.constants,
			outputs.map((tensor) => tensor.name)
		),
		inputs: source.inputs.map((tensor) => ({ name: tensor.name, dims: tensor.dims })),
		outputs: outputs.map((tensor) => ({ name: tensor.name, dims: tensor.dims }))
	});
}

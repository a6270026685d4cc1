import { readTflite } from '../tflite-model.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel } from './onnx-model.ts';
import type { OpConverter } from './op-converter.ts';
import { OPERATORS } from './ops/all.ts';

/**
 * Converts a TFLite network to ONNX. Inputs and outputs keep their names, shapes and NHWC order.
 * Throws where the network has an operator that is not known: a wrong network would be worse than none.
 */
export function convertToOnnx(
	tflite: Uint8Array,
	name: string,
	operators: readonly OpConverter[] = OPERATORS
): Uint8Array {
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
	for (const output of source.outputs) {
		graph.nodes.push({ op: 'Identity', inputs: [graph.plain(output)], outputs: [output.name], attributes: [] });
	}
	return encodeModel({
		name,
		nodes: graph.nodes,
		constants: graph.constants,
		inputs: source.inputs.map((tensor) => ({ name: tensor.name, dims: tensor.dims })),
		outputs: source.outputs.map((tensor) => ({ name: tensor.name, dims: tensor.dims }))
	});
}

import type { OpConverter } from '../op-converter.ts';

/** Stands between half-precision weights and their use. Nothing is computed here; see `GraphBuilder.weights`. */
export const dequantize: OpConverter = {
	name: 'DEQUANTIZE',
	code: 6,
	convert(operator, graph) {
		const source = graph.constantTensor(operator.inputs[0]!);
		if (source.type !== 'float16') throw new Error(`only half-precision weights are known, not ${source.type}`);
		graph.standFor(operator.outputs[0]!, source);
	}
};

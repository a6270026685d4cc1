import type { OpConverter } from '../op-converter.ts';

export const relu: OpConverter = {
	name: 'RELU',
	code: 19,
	convert(operator, graph) {
		const { name, layout } = graph.each(operator.inputs[0]!);
		graph.define(operator.outputs[0]!, graph.node('Relu', [name]), layout);
	}
};

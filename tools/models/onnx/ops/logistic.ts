import type { OpConverter } from '../op-converter.ts';

export const logistic: OpConverter = {
	name: 'LOGISTIC',
	code: 14,
	convert(operator, graph) {
		const { name, layout } = graph.each(operator.inputs[0]!);
		graph.define(operator.outputs[0]!, graph.node('Sigmoid', [name]), layout);
	}
};

import type { OpConverter } from '../op-converter.ts';

export const relu: OpConverter = {
	name: 'RELU',
	code: 19,
	convert(operator, graph) {
		graph.define(operator.outputs[0]!, graph.node('Relu', [graph.nchw(operator.inputs[0]!)]), 'nchw');
	}
};

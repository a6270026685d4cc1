import { activated, type OpConverter } from '../op-converter.ts';

/** Sum of two pictures of the same size. */
export const add: OpConverter = {
	name: 'ADD',
	code: 0,
	convert(operator, graph) {
		const [left, right] = operator.inputs;
		const [output] = operator.outputs;
		if (!left || !right || !output) throw new Error('a sum lacks a part');
		if (left.dims.join() !== right.dims.join()) throw new Error('a sum of different shapes is not known');
		const value = graph.node('Add', [graph.nchw(left), graph.nchw(right)]);
		graph.define(output, activated(graph, operator, 0, value), 'nchw');
	}
};

import type { OpConverter } from '../op-converter.ts';

/** Takes the numbers in TFLite's order, so a picture goes back to NHWC first. */
export const reshape: OpConverter = {
	name: 'RESHAPE',
	code: 22,
	convert(operator, graph) {
		const output = operator.outputs[0]!;
		const value = graph.node('Reshape', [graph.plain(operator.inputs[0]!), graph.int64s(output.dims)]);
		graph.define(output, value, 'plain');
	}
};

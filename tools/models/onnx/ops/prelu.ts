import type { OpConverter } from '../op-converter.ts';

/** One slope for each channel, as these networks have it. */
export const prelu: OpConverter = {
	name: 'PRELU',
	code: 54,
	convert(operator, graph) {
		const [input, alpha] = operator.inputs;
		if (!input || !alpha) throw new Error('a PRELU lacks its slopes');
		const slopes = graph.constantTensor(alpha);
		const channels = input.dims[3];
		if (!channels || slopes.dims.at(-1) !== channels || slopes.dims.reduce((a, b) => a * b, 1) !== channels)
			throw new Error(`slopes of ${slopes.dims.join('×')} for ${input.dims.join('×')} are not known`);
		const value = graph.node('PRelu', [graph.nchw(input), graph.weights(slopes, [channels, 1, 1], null)]);
		graph.define(operator.outputs[0]!, value, 'nchw');
	}
};

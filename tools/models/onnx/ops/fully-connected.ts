import { readByte } from '../../flatbuffer-reader.ts';
import { activated, type OpConverter } from '../op-converter.ts';

/** TFLite's weights are out·in, so the matrix product takes them transposed. */
export const fullyConnected: OpConverter = {
	name: 'FULLY_CONNECTED',
	code: 9,
	convert(operator, graph) {
		const [input, kernel, bias] = operator.inputs;
		const [output] = operator.outputs;
		if (!input || !kernel || !output) throw new Error('a dense layer lacks a part');
		if (input.dims.length !== 2) throw new Error(`a dense layer on ${input.dims.join('×')} is not known`);
		if (operator.options && readByte(operator.options, 1) !== 0) throw new Error('shuffled weights are not known');
		const inputs = [graph.plain(input)];
		for (const part of bias ? [kernel, bias] : [kernel]) {
			const values = graph.constantTensor(part);
			inputs.push(graph.weights(values, values.dims, null));
		}
		const value = graph.node('Gemm', inputs, [{ name: 'transB', int: 1 }]);
		graph.define(output, activated(graph, operator, 0, value), 'plain');
	}
};

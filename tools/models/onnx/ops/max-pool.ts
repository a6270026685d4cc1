import { readByte, readInt } from '../../flatbuffer-reader.ts';
import { activated, pads, type OpConverter } from '../op-converter.ts';

export const maxPool2d: OpConverter = {
	name: 'MAX_POOL_2D',
	code: 17,
	convert(operator, graph) {
		const [input] = operator.inputs;
		const [output] = operator.outputs;
		const { options } = operator;
		if (!input || !output || !options) throw new Error('a pooling lacks a part');
		const stride: [number, number] = [readInt(options, 2), readInt(options, 1)];
		const kernel: [number, number] = [readInt(options, 4), readInt(options, 3)];
		const value = graph.node(
			'MaxPool',
			[graph.nchw(input)],
			[
				{ name: 'kernel_shape', ints: kernel },
				{ name: 'pads', ints: pads(readByte(options, 0), input.dims, output.dims, kernel, stride) },
				{ name: 'strides', ints: stride }
			]
		);
		graph.define(output, activated(graph, operator, 5, value), 'nchw');
	}
};

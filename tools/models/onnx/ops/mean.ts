import { readByte } from '../../flatbuffer-reader.ts';
import type { OpConverter } from '../op-converter.ts';

/** The mean over a picture's height and width: one number for each channel. */
export const mean: OpConverter = {
	name: 'MEAN',
	code: 40,
	convert(operator, graph) {
		const [input, axes] = operator.inputs;
		if (!input || axes?.type !== 'int32' || !axes.data) throw new Error('a mean lacks its axes');
		const view = new DataView(axes.data.buffer, axes.data.byteOffset, axes.data.byteLength);
		const over = Array.from({ length: axes.data.byteLength / 4 }, (_, i) => view.getInt32(i * 4, true)).sort();
		if (input.dims.length !== 4 || over.join() !== '1,2')
			throw new Error(`a mean over axes ${over.join()} is not known`);
		const keep = operator.options ? readByte(operator.options, 0) : 0;
		const value = graph.node(
			'ReduceMean',
			[graph.nchw(input)],
			[
				{ name: 'axes', ints: [2, 3] },
				{ name: 'keepdims', int: keep }
			]
		);
		graph.define(operator.outputs[0]!, value, keep ? 'nchw' : 'plain');
	}
};

import { readInt } from '../../flatbuffer-reader.ts';
import type { OpConverter } from '../op-converter.ts';

/** Channels become pixels: first the row within a block, then the column, then the channel (ONNX calls that DCR). */
export const depthToSpace: OpConverter = {
	name: 'DEPTH_TO_SPACE',
	code: 5,
	convert(operator, graph) {
		const block = operator.options ? readInt(operator.options, 0) : 0;
		const value = graph.node(
			'DepthToSpace',
			[graph.nchw(operator.inputs[0]!)],
			[
				{ name: 'blocksize', int: block },
				{ name: 'mode', text: 'DCR' }
			]
		);
		graph.define(operator.outputs[0]!, value, 'nchw');
	}
};

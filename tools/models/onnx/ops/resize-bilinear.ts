import { readByte } from '../../flatbuffer-reader.ts';
import type { OpConverter } from '../op-converter.ts';

/** Where a pixel of the output lies in the input: TFLite says it with two switches, ONNX with a word. */
export const resizeBilinear: OpConverter = {
	name: 'RESIZE_BILINEAR',
	code: 23,
	convert(operator, graph) {
		const [input] = operator.inputs;
		const [output] = operator.outputs;
		if (!input || !output) throw new Error('a resize lacks a part');
		const alignCorners = operator.options ? readByte(operator.options, 2) !== 0 : false;
		const halfPixel = operator.options ? readByte(operator.options, 3) !== 0 : false;
		const scales = [1, 1, output.dims[1]! / input.dims[1]!, output.dims[2]! / input.dims[2]!];
		const factors = graph.constant('float32', [4], new Uint8Array(Float32Array.from(scales).buffer));
		const value = graph.node(
			'Resize',
			[graph.nchw(input), '', factors],
			[
				{
					name: 'coordinate_transformation_mode',
					text: alignCorners ? 'align_corners' : halfPixel ? 'half_pixel' : 'asymmetric'
				},
				{ name: 'mode', text: 'linear' }
			]
		);
		graph.define(output, value, 'nchw');
	}
};

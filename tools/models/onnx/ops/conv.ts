import { readByte, readInt } from '../../flatbuffer-reader.ts';
import type { TfliteOperator } from '../../tflite-model.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { activated, pads, type OpConverter } from '../op-converter.ts';

function convolve(operator: TfliteOperator, graph: GraphBuilder, depthwise: boolean): void {
	const [input, kernel, bias] = operator.inputs;
	const [output] = operator.outputs;
	const options = operator.options;
	if (!input || !kernel || !output || !options) throw new Error('a convolution lacks a part');
	const weights = graph.constantTensor(kernel);
	// TFLite: out·height·width·in, depthwise 1·height·width·out. ONNX: out·in·height·width, depthwise out·1·height·width.
	const [a, height, width, b] = weights.dims as [number, number, number, number];
	const order = depthwise ? [3, 0, 1, 2] : [0, 3, 1, 2];
	const dims = depthwise ? [b, a, height, width] : [a, b, height, width];
	const stride: [number, number] = [readInt(options, 2), readInt(options, 1)];
	const dilation = depthwise
		? [readInt(options, 6, 1), readInt(options, 5, 1)]
		: [readInt(options, 5, 1), readInt(options, 4, 1)];
	if (dilation.some((step) => step !== 1)) throw new Error('dilated convolutions are not known');
	const inputs = [graph.nchw(input), graph.weights(weights, dims, order)];
	if (bias) {
		const values = graph.constantTensor(bias);
		inputs.push(graph.weights(values, values.dims, null));
	}
	const value = graph.node('Conv', inputs, [
		{ name: 'group', int: depthwise ? input.dims[3]! : 1 },
		{ name: 'kernel_shape', ints: [height, width] },
		{ name: 'pads', ints: pads(readByte(options, 0), input.dims, output.dims, [height, width], stride) },
		{ name: 'strides', ints: stride }
	]);
	graph.define(output, activated(graph, operator, depthwise ? 4 : 3, value), 'nchw');
}

export const conv2d: OpConverter = {
	name: 'CONV_2D',
	code: 3,
	convert: (operator, graph) => convolve(operator, graph, false)
};
export const depthwiseConv2d: OpConverter = {
	name: 'DEPTHWISE_CONV_2D',
	code: 4,
	convert: (operator, graph) => convolve(operator, graph, true)
};

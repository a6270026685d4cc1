import type { OpConverter } from '../op-converter.ts';

/** Zero padding. These networks use it to add channels. */
export const pad: OpConverter = {
	name: 'PAD',
	code: 34,
	convert(operator, graph) {
		const [input, amounts] = operator.inputs;
		const data = amounts?.data;
		if (!input || !data || amounts.type !== 'int32') throw new Error('a padding lacks its amounts');
		const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
		const nchw = [0, 3, 1, 2];
		const begin = nchw.map((axis) => view.getInt32(axis * 8, true));
		const end = nchw.map((axis) => view.getInt32(axis * 8 + 4, true));
		graph.define(
			operator.outputs[0]!,
			graph.node('Pad', [graph.nchw(input), graph.int64s([...begin, ...end])]),
			'nchw'
		);
	}
};

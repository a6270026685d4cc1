import { readInt } from '../../flatbuffer-reader.ts';
import { activated, type OpConverter } from '../op-converter.ts';

export const concatenation: OpConverter = {
	name: 'CONCATENATION',
	code: 2,
	convert(operator, graph) {
		const axis = operator.options ? readInt(operator.options, 0) : 0;
		const inputs = operator.inputs.map((input) => graph.plain(input));
		const value = graph.node('Concat', inputs, [{ name: 'axis', int: axis }]);
		graph.define(operator.outputs[0]!, activated(graph, operator, 1, value), 'plain');
	}
};

import { dense } from '../../sparse-tensor.ts';
import type { OpConverter } from '../op-converter.ts';

/** Writes out the zeros of weights that the TFLite file stores without them. */
export const densify: OpConverter = {
	name: 'DENSIFY',
	code: 124,
	convert(operator, graph) {
		const [source] = operator.inputs;
		if (!source?.sparsity || !source.data || source.type === 'int32' || source.type === 'other')
			throw new Error('only weights that are stored without their zeros can be filled up');
		const width = source.type === 'float16' ? 2 : 4;
		const data = dense(source.data, source.dims, source.sparsity, width);
		graph.standFor(operator.outputs[0]!, { ...source, data, sparsity: null });
	}
};

import type { TfliteTensor } from '../tflite-model.ts';
import type { Attribute, Constant, Node, OnnxType } from './onnx-model.ts';

/** NHWC as TFLite has it, or NCHW as ONNX wants it; `plain` for anything that is not a picture. */
export type Layout = 'nchw' | 'plain';

/**
 * Collects the nodes of an ONNX graph while a TFLite graph is walked.
 * Pictures are kept in NCHW from the first transpose on; `plain(tensor)` gives the order that TFLite means.
 */
export class GraphBuilder {
	readonly nodes: Node[] = [];
	readonly constants: Constant[] = [];
	#values = new Map<number, { name: string; layout: Layout }>();
	#transposed = new Map<string, string>();
	#fresh = 0;

	/** Adds a node with one output and gives the output's name. */
	node(op: string, inputs: readonly string[], attributes: readonly Attribute[] = []): string {
		const output = `v${this.#fresh++}`;
		this.nodes.push({ op, inputs, outputs: [output], attributes });
		return output;
	}

	constant(type: OnnxType, dims: readonly number[], raw: Uint8Array): string {
		const name = `c${this.constants.length}`;
		this.constants.push({ name, type, dims, raw });
		return name;
	}

	int64s(values: readonly number[]): string {
		return this.constant('int64', [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
	}

	/** Cut off below 0 and above 6. */
	relu6(value: string): string {
		this.#bounds ??= [0, 6].map((bound) => this.constant('float32', [], new Uint8Array(Float32Array.of(bound).buffer)));
		return this.node('Clip', [value, ...this.#bounds]);
	}
	#bounds: string[] | null = null;

	/** Float constant. Half-precision numbers stay half in the file; a Cast, folded when the session opens, widens them. */
	weights(tensor: TfliteTensor, dims: readonly number[], order: readonly number[] | null): string {
		const { type, data } = tensor;
		if (!data || (type !== 'float16' && type !== 'float32'))
			throw new Error(`tensor ${tensor.name} is not a float constant`);
		const raw = order ? permute(data, tensor.dims, order, type === 'float16' ? 2 : 4) : data;
		const name = this.constant(type, dims, raw);
		return type === 'float16' ? this.node('Cast', [name], [{ name: 'to', int: 1 }]) : name;
	}

	define(tensor: TfliteTensor, name: string, layout: Layout): void {
		this.#values.set(tensor.index, { name, layout });
	}

	/** The constant behind a tensor, through the DENSIFY and DEQUANTIZE in front of half-precision weights. */
	constantTensor(tensor: TfliteTensor): TfliteTensor {
		const found = this.#behind.get(tensor.index) ?? tensor;
		if (!found.data || found.sparsity) throw new Error(`tensor ${tensor.name} is not a constant`);
		return found;
	}
	#behind = new Map<number, TfliteTensor>();
	/** `output` is the constant `source`, only written differently in the TFLite file. */
	standFor(output: TfliteTensor, source: TfliteTensor): void {
		this.#behind.set(output.index, source);
	}

	nchw(tensor: TfliteTensor): string {
		return this.#as(tensor, 'nchw', [0, 3, 1, 2]);
	}
	plain(tensor: TfliteTensor): string {
		return this.#as(tensor, 'plain', [0, 2, 3, 1]);
	}
	/** For what is done to each number alone: pictures stay NCHW, the rest stays as it is. */
	each(tensor: TfliteTensor): { name: string; layout: Layout } {
		return tensor.dims.length === 4
			? { name: this.nchw(tensor), layout: 'nchw' }
			: { name: this.plain(tensor), layout: 'plain' };
	}

	#as(tensor: TfliteTensor, layout: Layout, order: number[]): string {
		const value = this.#values.get(tensor.index);
		if (!value) throw new Error(`tensor ${tensor.name} is used before it is made`);
		if (value.layout === layout) return value.name;
		if (tensor.dims.length !== 4) throw new Error(`tensor ${tensor.name} is no picture: ${tensor.dims.join('×')}`);
		const key = `${value.name}/${layout}`;
		const name = this.#transposed.get(key) ?? this.node('Transpose', [value.name], [{ name: 'perm', ints: order }]);
		this.#transposed.set(key, name);
		return name;
	}
}

/** Reorders the axes of a constant: axis `i` of the result is axis `order[i]` of the source. */
export function permute(data: Uint8Array, dims: readonly number[], order: readonly number[], width: 2 | 4): Uint8Array {
	const strides = dims.map((_, axis) => dims.slice(axis + 1).reduce((a, b) => a * b, 1));
	const size = order.map((axis) => dims[axis]!);
	const out = new Uint8Array(data.length);
	const index = size.map(() => 0);
	for (let at = 0; at < data.length; at += width) {
		const from = order.reduce((sum, axis, i) => sum + index[i]! * strides[axis]!, 0) * width;
		out.set(data.subarray(from, from + width), at);
		for (let axis = index.length - 1; axis >= 0 && ++index[axis]! === size[axis]; axis--) index[axis] = 0;
	}
	return out;
}

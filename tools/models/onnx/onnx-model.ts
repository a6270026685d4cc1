import { bytes, concat, float, int, message, text, type Encoded } from './protobuf-writer.ts';

/** Element types as ONNX numbers them. */
export const ONNX_TYPE = { float32: 1, int64: 7, float16: 10 } as const;
export type OnnxType = keyof typeof ONNX_TYPE;
export type Attribute = { name: string } & (
	{ ints: readonly number[] } | { int: number } | { float: number } | { text: string }
);
export type Node = {
	op: string;
	inputs: readonly string[];
	outputs: readonly string[];
	attributes: readonly Attribute[];
};
export type Constant = { name: string; type: OnnxType; dims: readonly number[]; raw: Uint8Array };
export type Value = { name: string; dims: readonly number[] };
export type OnnxGraph = { name: string; nodes: Node[]; constants: Constant[]; inputs: Value[]; outputs: Value[] };

/** Runtimes of 2020 and later read these. */
const IR_VERSION = 7;
const OPSET = 13;

/** Serialises a graph. Every input and output is float32. Nodes must stand in the order in which they run. */
export function encodeModel(graph: OnnxGraph): Uint8Array {
	return concat(
		int(1, IR_VERSION),
		text(2, 'handloom'),
		message(
			7,
			...graph.nodes.map((node, i) => message(1, ...encodeNode(node, i))),
			text(2, graph.name),
			...graph.constants.map((constant) => message(5, ...encodeConstant(constant))),
			...graph.inputs.map((value) => message(11, ...encodeValue(value))),
			...graph.outputs.map((value) => message(12, ...encodeValue(value)))
		),
		message(8, text(1, ''), int(2, OPSET))
	);
}

const encodeNode = (node: Node, index: number): Encoded[] => [
	...node.inputs.map((name) => text(1, name)),
	...node.outputs.map((name) => text(2, name)),
	text(3, `${node.op}_${index}`),
	text(4, node.op),
	...node.attributes.map((attribute) => message(5, ...encodeAttribute(attribute)))
];

function encodeAttribute(attribute: Attribute): Encoded[] {
	const name = text(1, attribute.name);
	if ('ints' in attribute) return [name, ...attribute.ints.map((value) => int(8, value)), int(20, 7)];
	if ('int' in attribute) return [name, int(3, attribute.int), int(20, 2)];
	if ('text' in attribute) return [name, text(4, attribute.text), int(20, 3)];
	return [name, float(2, attribute.float), int(20, 1)];
}

const encodeConstant = ({ name, type, dims, raw }: Constant): Encoded[] => [
	...dims.map((dim) => int(1, dim)),
	int(2, ONNX_TYPE[type]),
	text(8, name),
	bytes(9, raw)
];

const encodeValue = ({ name, dims }: Value): Encoded[] => [
	text(1, name),
	message(2, message(1, int(1, ONNX_TYPE.float32), message(2, ...dims.map((dim) => message(1, int(1, dim))))))
];

import {
	readByte,
	readBytes,
	readInt,
	readInts,
	readTable,
	readTables,
	readText,
	rootTable,
	type Table
} from './flatbuffer-reader.ts';
import { readSparsity, type Sparsity } from './sparse-tensor.ts';

export type TensorType = 'float32' | 'float16' | 'int32' | 'other';
const TYPES: Record<number, TensorType> = { 0: 'float32', 1: 'float16', 2: 'int32' };

export type TfliteTensor = {
	index: number;
	name: string;
	/** NHWC for activations. */
	dims: number[];
	type: TensorType;
	/** The numbers of a constant, little-endian; null for what is computed. */
	data: Uint8Array | null;
	/** How `data` leaves out zeros; null where it holds every number. */
	sparsity: Sparsity | null;
};
export type TfliteOperator = { code: number; inputs: TfliteTensor[]; outputs: TfliteTensor[]; options: Table | null };
export type TfliteGraph = { inputs: TfliteTensor[]; outputs: TfliteTensor[]; operators: TfliteOperator[] };

/** Reads the one subgraph of a TFLite file, in the order in which it runs. */
export function readTflite(file: Uint8Array): TfliteGraph {
	const model = rootTable(file);
	const codes = readTables(model, 1).map((code) => Math.max(readByte(code, 0), readInt(code, 3)));
	const buffers = readTables(model, 4).map((buffer) => readBytes(buffer, 0));
	const subgraphs = readTables(model, 2);
	const graph = subgraphs[0];
	if (!graph || subgraphs.length !== 1) throw new Error(`expected one subgraph, found ${subgraphs.length}`);
	const tensors = readTables(graph, 0).map((tensor, index): TfliteTensor => {
		const data = buffers[readInt(tensor, 2)]!;
		return {
			index,
			name: readText(tensor, 3),
			dims: readInts(tensor, 0),
			type: TYPES[readByte(tensor, 1)] ?? 'other',
			data: data.length === 0 ? null : data,
			sparsity: readSparsity(readTable(tensor, 6))
		};
	});
	const pick = (indices: number[]) => indices.filter((i) => i >= 0).map((i) => tensors[i]!);
	return {
		inputs: pick(readInts(graph, 1)),
		outputs: pick(readInts(graph, 2)),
		operators: readTables(graph, 3).map((operator) => ({
			code: codes[readInt(operator, 0)]!,
			inputs: pick(readInts(operator, 1)),
			outputs: pick(readInts(operator, 2)),
			options: readTable(operator, 4)
		}))
	};
}

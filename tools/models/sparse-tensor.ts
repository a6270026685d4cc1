import { readByte, readBytes, readInt, readInts, readTable, readTables, type Table } from './flatbuffer-reader.ts';

/** One level of a sparse tensor: every position is stored, or only those that are listed (compressed sparse rows). */
export type Level = { size: number } | { segments: number[]; indices: number[] };
/** How the numbers of a tensor are stored when most of them are zero (TFLite's `SparsityParameters`). */
export type Sparsity = {
	/** Which axis each level walks. */
	order: number[];
	/** How many axes are cut into blocks: none in the networks here. */
	blocks: number;
	levels: Level[];
};

/** Reads the description; null where the table holds none. */
export function readSparsity(table: Table | null): Sparsity | null {
	if (!table) return null;
	return {
		order: readInts(table, 0),
		blocks: readInts(table, 1).length,
		levels: readTables(table, 2).map((level) =>
			readByte(level, 0) === 0
				? { size: readInt(level, 1) }
				: { segments: readIndices(level, 2), indices: readIndices(level, 4) }
		)
	};
}

/** A vector of 32-, 16- or 8-bit numbers: the union's kind stands in the field before it. */
function readIndices(level: Table, kindField: number): number[] {
	const kind = readByte(level, kindField);
	const vector = readTable(level, kindField + 1);
	if (!vector) throw new Error('a sparse level lacks its indices');
	if (kind === 1) return readInts(vector, 0);
	const bytes = readBytes(vector, 0);
	if (kind === 3) return [...bytes];
	if (kind !== 2) throw new Error(`sparse indices of kind ${kind} are not known`);
	// The vector's length counts elements, so the view is half as long as its numbers.
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length * 2);
	return Array.from({ length: bytes.length }, (_, i) => view.getUint16(i * 2, true));
}

/**
 * The whole tensor, zeros included, in the order of its axes. `width` is the size of a number in bytes.
 * Throws where the stored numbers do not come out even: then the description was not understood.
 */
export function dense(data: Uint8Array, dims: readonly number[], sparsity: Sparsity, width: number): Uint8Array {
	const { order, levels } = sparsity;
	if (sparsity.blocks > 0 || order.length !== dims.length) throw new Error('weights stored in blocks are not known');
	const out = new Uint8Array(dims.reduce((a, b) => a * b, 1) * width);
	const at = dims.map(() => 0);
	let read = 0;
	const walk = (depth: number, parent: number): void => {
		if (depth === order.length) {
			const to = dims.reduce((sum, dim, axis) => sum * dim + at[axis]!, 0) * width;
			out.set(data.subarray(read, read + width), to);
			read += width;
			return;
		}
		const level = levels[depth]!;
		const axis = order[depth]!;
		const step = (index: number, position: number) => {
			at[axis] = index;
			walk(depth + 1, position);
		};
		if ('size' in level) for (let i = 0; i < level.size; i++) step(i, parent * level.size + i);
		else for (let i = level.segments[parent]!; i < level.segments[parent + 1]!; i++) step(level.indices[i]!, i);
	};
	walk(0, 0);
	if (read !== data.length) throw new Error(`a sparse tensor holds ${data.length} bytes, ${read} were placed`);
	return out;
}

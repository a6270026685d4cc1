/**
 * Just enough of FlatBuffers to read a TFLite file: tables, vectors, strings, scalars.
 * A `Table` is a position in the bytes; absent fields give the default, as the format says.
 */
export type Table = { at: number; view: DataView };

export const rootTable = (bytes: Uint8Array): Table => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return { view, at: view.getUint32(0, true) };
};

/** Position of a field's value, 0 where the table does not hold it. */
export function fieldAt({ at, view }: Table, index: number): number {
	const vtable = at - view.getInt32(at, true);
	const slot = 4 + index * 2;
	if (slot >= view.getUint16(vtable, true)) return 0;
	const offset = view.getUint16(vtable + slot, true);
	return offset === 0 ? 0 : at + offset;
}

const follow = (view: DataView, position: number): number => position + view.getUint32(position, true);

export function readInt(table: Table, index: number, fallback = 0): number {
	const at = fieldAt(table, index);
	return at === 0 ? fallback : table.view.getInt32(at, true);
}

export function readByte(table: Table, index: number, fallback = 0): number {
	const at = fieldAt(table, index);
	return at === 0 ? fallback : table.view.getInt8(at);
}

export function readTable(table: Table, index: number): Table | null {
	const at = fieldAt(table, index);
	return at === 0 ? null : { view: table.view, at: follow(table.view, at) };
}

/** Position of a vector's length word, 0 where absent; its elements begin four bytes later. */
export function vectorAt(table: Table, index: number): number {
	const at = fieldAt(table, index);
	return at === 0 ? 0 : follow(table.view, at);
}

export function readTables(table: Table, index: number): Table[] {
	const at = vectorAt(table, index);
	if (at === 0) return [];
	const { view } = table;
	return Array.from({ length: view.getUint32(at, true) }, (_, i) => ({ view, at: follow(view, at + 4 + i * 4) }));
}

export function readInts(table: Table, index: number): number[] {
	const at = vectorAt(table, index);
	if (at === 0) return [];
	return Array.from({ length: table.view.getUint32(at, true) }, (_, i) => table.view.getInt32(at + 4 + i * 4, true));
}

/** The bytes of a `[ubyte]` vector or a string; a view, not a copy. */
export function readBytes(table: Table, index: number): Uint8Array {
	const at = vectorAt(table, index);
	if (at === 0) return new Uint8Array(0);
	const { view } = table;
	return new Uint8Array(view.buffer, view.byteOffset + at + 4, view.getUint32(at, true));
}

export const readText = (table: Table, index: number): string => new TextDecoder().decode(readBytes(table, index));

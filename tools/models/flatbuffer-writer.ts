/**
 * Writes FlatBuffers front to back: every offset of the format points forward, so parents come before children.
 * That order is what lets a new root stand in front of an old file and point into it.
 */
export type Part =
	| { kind: 'table'; fields: (Field | null)[] }
	| { kind: 'parts'; items: (Part | External)[] }
	| { kind: 'floats'; values: number[] }
	| { kind: 'ints'; values: number[] }
	| { kind: 'bytes'; bytes: Uint8Array; align: number }
	| { kind: 'text'; text: string };
/** A position in the bytes that will stand behind what is written here. */
export type External = { kind: 'external'; at: number };
export type Field = Part | External | { kind: 'u32'; value: number } | { kind: 'u8'; value: number };

export const table = (...fields: (Field | null)[]): Part => ({ kind: 'table', fields });
export const parts = (...items: (Part | External)[]): Part => ({ kind: 'parts', items });
export const floats = (...values: number[]): Part => ({ kind: 'floats', values });
export const text = (value: string): Part => ({ kind: 'text', text: value });
export const bytesOf = (bytes: Uint8Array, align = 16): Part => ({ kind: 'bytes', bytes, align });
export const external = (at: number): External => ({ kind: 'external', at });
export const u32 = (value: number): Field => ({ kind: 'u32', value });
export const u8 = (value: number): Field => ({ kind: 'u8', value });

const isRef = (field: Field): field is Part | External => field.kind !== 'u32' && field.kind !== 'u8';
const padTo = (at: number, align: number): number => Math.ceil(at / align) * align;

/**
 * Bytes of a buffer with this root. `identifier` is the format's four letters.
 * The length is a multiple of 16, so that what is put behind keeps its alignment.
 */
export function writeFlatbuffer(root: Part, identifier: string): Uint8Array {
	const out: number[] = [0, 0, 0, 0, ...new TextEncoder().encode(identifier)];
	const refs: { from: number; to: Part | External }[] = [{ from: 0, to: root }];
	const written = new Map<Part, number>();
	const put32 = (value: number) =>
		out.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
	const alignTo = (align: number, ahead = 0) => {
		while ((out.length + ahead) % align !== 0) out.push(0);
	};
	const slot = (to: Part | External) => {
		refs.push({ from: out.length, to });
		put32(0);
	};
	const float = new DataView(new ArrayBuffer(4));

	for (let next = 0; next < refs.length; next++) {
		const part = refs[next]!.to;
		if (part.kind === 'external' || written.has(part)) continue;
		if (part.kind === 'table') {
			// The vtable stands right before its table. Every field takes four bytes: small files, simple code.
			const present = part.fields.map((field, i) => (field ? i : -1)).filter((i) => i >= 0);
			const vtableSize = padTo(4 + part.fields.length * 2, 4);
			alignTo(4);
			const start = out.length;
			const entries = [
				vtableSize,
				4 + present.length * 4,
				...part.fields.map((_, i) => (present.includes(i) ? 4 + present.indexOf(i) * 4 : 0))
			];
			while (entries.length * 2 < vtableSize) entries.push(0);
			for (const entry of entries) out.push(entry & 255, entry >>> 8);
			written.set(part, out.length);
			put32(out.length - start);
			for (const i of present) {
				const field = part.fields[i]!;
				if (isRef(field)) slot(field);
				else put32(field.value);
			}
		} else if (part.kind === 'bytes' || part.kind === 'text') {
			const bytes = part.kind === 'text' ? new TextEncoder().encode(part.text) : part.bytes;
			alignTo(part.kind === 'text' ? 4 : part.align, 4);
			written.set(part, out.length);
			put32(bytes.length);
			out.push(...bytes);
			if (part.kind === 'text') out.push(0);
		} else {
			alignTo(4);
			written.set(part, out.length);
			put32(part.kind === 'parts' ? part.items.length : part.values.length);
			if (part.kind === 'parts') part.items.forEach(slot);
			else if (part.kind === 'ints') part.values.forEach(put32);
			else
				for (const value of part.values) {
					float.setFloat32(0, value, true);
					put32(float.getUint32(0, true));
				}
		}
	}
	alignTo(16);
	const bytes = Uint8Array.from(out);
	const view = new DataView(bytes.buffer);
	for (const { from, to } of refs) {
		const at = to.kind === 'external' ? bytes.length + to.at : written.get(to)!;
		view.setUint32(from, at - from, true);
	}
	return bytes;
}

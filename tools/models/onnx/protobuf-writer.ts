/** Protocol Buffers, writing only. A message is a list of encoded fields. */
export type Encoded = Uint8Array;

function varint(value: number | bigint): number[] {
	let rest = BigInt.asUintN(64, BigInt(value));
	const out: number[] = [];
	do {
		const low = Number(rest & 127n);
		rest >>= 7n;
		out.push(rest === 0n ? low : low | 128);
	} while (rest !== 0n);
	return out;
}

export const concat = (...pieces: Encoded[]): Encoded => new Uint8Array(Buffer.concat(pieces));
export const int = (field: number, value: number): Encoded =>
	Uint8Array.from([...varint(field << 3), ...varint(value)]);
export const bytes = (field: number, value: Uint8Array): Encoded =>
	concat(Uint8Array.from([...varint((field << 3) | 2), ...varint(value.length)]), value);
export const text = (field: number, value: string): Encoded => bytes(field, new TextEncoder().encode(value));
export const message = (field: number, ...fields: Encoded[]): Encoded => bytes(field, concat(...fields));
export function float(field: number, value: number): Encoded {
	const out = new Uint8Array(4);
	new DataView(out.buffer).setFloat32(0, value, true);
	return concat(Uint8Array.from(varint((field << 3) | 5)), out);
}

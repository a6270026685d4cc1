/** What an H.264 decoder must know before the first picture, out of a decoder configuration record (ISO/IEC 14496-15, 5.3.3). */
export type ParameterSets = {
	/** Bytes of the length before each unit in a packet. */
	lengthBytes: number;
	/** Sequence sets, then picture sets, each without its length. */
	units: Uint8Array[];
};

export function parseAvcRecord(record: Uint8Array): ParameterSets {
	const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
	const units: Uint8Array[] = [];
	let at = 5;
	for (const mask of [0x1f, 0xff]) {
		const count = view.getUint8(at) & mask;
		at += 1;
		for (let i = 0; i < count; i += 1) {
			const length = view.getUint16(at);
			units.push(record.slice(at + 2, at + 2 + length));
			at += 2 + length;
		}
	}
	return { lengthBytes: (view.getUint8(4) & 3) + 1, units };
}

export const sameSets = (one: ParameterSets, other: ParameterSets): boolean =>
	one.units.length === other.units.length &&
	one.units.every(
		(unit, i) => unit.length === other.units[i]!.length && unit.every((byte, k) => byte === other.units[i]![k])
	);

/** Units of a packet, each without its length. */
function unitsOf(packet: Uint8Array, lengthBytes: number): Uint8Array[] {
	const units: Uint8Array[] = [];
	for (let at = 0; at + lengthBytes <= packet.length;) {
		let length = 0;
		for (let i = 0; i < lengthBytes; i += 1) length = length * 256 + packet[at + i]!;
		units.push(packet.subarray(at + lengthBytes, at + lengthBytes + length));
		at += lengthBytes + length;
	}
	return units;
}

/** A packet with `sets` in front of its picture, its units with lengths of `lengthBytes`. */
export function withSets(
	packet: Uint8Array,
	from: number,
	sets: readonly Uint8Array[],
	lengthBytes: number
): Uint8Array<ArrayBuffer> {
	const units = [...sets, ...unitsOf(packet, from)];
	const bytes = new Uint8Array(units.reduce((sum, unit) => sum + lengthBytes + unit.length, 0));
	let at = 0;
	for (const unit of units) {
		for (let i = 0; i < lengthBytes; i += 1) bytes[at + i] = (unit.length / 256 ** (lengthBytes - 1 - i)) & 0xff;
		bytes.set(unit, at + lengthBytes);
		at += lengthBytes + unit.length;
	}
	return bytes;
}

import { crc32 } from 'node:zlib';

/**
 * A zip without compression and without a clock: the same files give the same bytes.
 * MediaPipe reads its bundles in place, so each file's data begins at a multiple of 4 bytes.
 */
export function zipStored(files: readonly { name: string; bytes: Uint8Array }[]): Uint8Array {
	const pieces: Uint8Array[] = [];
	const central: Uint8Array[] = [];
	let offset = 0;
	const add = (list: Uint8Array[], piece: Uint8Array) => {
		list.push(piece);
		if (list === pieces) offset += piece.length;
	};
	for (const { name, bytes } of files) {
		const nameBytes = new TextEncoder().encode(name);
		const padding = (4 - ((offset + 30 + nameBytes.length) % 4)) % 4;
		const common = header(crc32(bytes), bytes.length, nameBytes.length);
		const start = offset;
		add(pieces, le([0x04034b50, 4], [20, 2], ...common, [padding, 2]));
		add(pieces, nameBytes);
		add(pieces, new Uint8Array(padding));
		add(pieces, bytes);
		add(central, le([0x02014b50, 4], [20, 2], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [start, 4]));
		add(central, nameBytes);
	}
	const centralSize = central.reduce((sum, piece) => sum + piece.length, 0);
	const end = le(
		[0x06054b50, 4],
		[0, 2],
		[0, 2],
		[files.length, 2],
		[files.length, 2],
		[centralSize, 4],
		[offset, 4],
		[0, 2]
	);
	return Buffer.concat([...pieces, ...central, end]);
}

/** Flags, method, time, date (1 January 1980), checksum, sizes, length of the name. */
const header = (crc: number, size: number, nameLength: number): [number, number][] => [
	[0, 2],
	[0, 2],
	[0, 2],
	[0x21, 2],
	[crc, 4],
	[size, 4],
	[size, 4],
	[nameLength, 2]
];

function le(...fields: [value: number, width: number][]): Uint8Array {
	return Uint8Array.from(
		fields.flatMap(([value, width]) => Array.from({ length: width }, (_, i) => (value / 2 ** (8 * i)) & 255))
	);
}

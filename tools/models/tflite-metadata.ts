import { readTables, rootTable, fieldAt, readInt, vectorAt } from './flatbuffer-reader.ts';
import {
	bytesOf,
	external,
	floats,
	parts,
	table,
	text,
	u32,
	u8,
	writeFlatbuffer,
	type Part
} from './flatbuffer-writer.ts';

/** How the pixels (0..255, RGB) become the network's numbers: `(pixel - mean) / std`. */
export type InputScale = { mean: number; std: number };

const IMAGE_PROPERTIES = 2;
const RGB = 1;
const NORMALIZATION_OPTIONS = 1;

/** The metadata buffer that MediaPipe Tasks wants: one RGB picture in, named outputs. */
function metadataBytes(name: string, scale: InputScale, outputs: readonly string[]): Uint8Array {
	const input = table(
		text('image'),
		null,
		null,
		table(u8(IMAGE_PROPERTIES), table(u8(RGB))),
		parts(table(u8(NORMALIZATION_OPTIONS), table(floats(scale.mean), floats(scale.std))))
	);
	const graph = table(null, null, parts(input), parts(...outputs.map((output) => table(text(output)))));
	return writeFlatbuffer(table(text(name), null, null, parts(graph), null, null, null, text('1.0.0')), 'M001');
}

/**
 * Puts metadata in front of a TFLite file and leaves its bytes as they are: a new root table points into them.
 * The result is `new part + original`, and the new part is a multiple of 16 bytes long.
 */
export function withMetadata(
	original: Uint8Array,
	name: string,
	scale: InputScale,
	outputs: readonly string[]
): Uint8Array {
	const model = rootTable(original);
	const keep = (index: number) => {
		const at = vectorAt(model, index);
		return at === 0 ? null : external(at);
	};
	const buffers = readTables(model, 4);
	const older = readTables(model, 6).map((entry) => external(entry.at));
	const metadataBuffer: Part = table(bytesOf(metadataBytes(name, scale, outputs)));
	const entry = table(text('TFLITE_METADATA'), u32(buffers.length));
	const root = table(
		fieldAt(model, 0) === 0 ? null : u32(readInt(model, 0)),
		keep(1),
		keep(2),
		keep(3),
		parts(...buffers.map((buffer) => external(buffer.at)), metadataBuffer),
		keep(5),
		parts(...older, entry),
		keep(7)
	);
	const front = writeFlatbuffer(root, 'TFL3');
	const whole = new Uint8Array(front.length + original.length);
	whole.set(front);
	whole.set(original, front.length);
	return whole;
}

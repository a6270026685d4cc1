/** A piece of a fragmented MP4 that can be stored by itself. */
export type Mp4Piece = {
	/** `init`: ftyp and moov. `fragment`: moof and mdat. `tail`: whatever closes the file. */
	kind: 'init' | 'fragment' | 'tail';
	bytes: Uint8Array<ArrayBuffer>;
	/** Frames inside; 0 for `init` and `tail`. */
	samples: number;
};

const typeAt = (bytes: Uint8Array, at: number): string =>
	String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!, bytes[at + 6]!, bytes[at + 7]!);
const u32 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);

/** Length of the box at `at`, or null while its header has not arrived. */
function boxLength(bytes: Uint8Array, at: number): number | null {
	if (bytes.length < at + 8) return null;
	const short = u32(bytes, at);
	if (short !== 1) return short;
	if (bytes.length < at + 16) return null;
	return u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12);
}

/** Number of samples in a moof box of one track: the sum over its trun boxes. source: ISO/IEC 14496-12, 8.8 */
export function samplesInMoof(bytes: Uint8Array, from = 0, to = bytes.length): number {
	let samples = 0;
	for (let at = from; at + 8 <= to; at += Math.max(8, u32(bytes, at))) {
		const type = typeAt(bytes, at);
		if (type === 'moof' || type === 'traf') samples += samplesInMoof(bytes, at + 8, at + u32(bytes, at));
		else if (type === 'trun') samples += u32(bytes, at + 12);
	}
	return samples;
}

/**
 * Cuts the byte stream of a fragmented MP4, as a muxer writes it, into pieces that each play after the pieces before.
 * Bytes may arrive cut anywhere. Owns what it returns; the given chunks may be used again by the caller.
 */
export class BoxSplitter {
	#waiting = new Uint8Array(0);
	#piece: Uint8Array[] = [];

	push(chunk: Uint8Array): Mp4Piece[] {
		const bytes = new Uint8Array(this.#waiting.length + chunk.length);
		bytes.set(this.#waiting);
		bytes.set(chunk, this.#waiting.length);
		const pieces: Mp4Piece[] = [];
		let at = 0;
		for (;;) {
			const length = boxLength(bytes, at);
			if (length === null || length < 8 || at + length > bytes.length) break;
			const type = typeAt(bytes, at);
			this.#piece.push(bytes.subarray(at, at + length));
			if (type === 'moov') pieces.push(this.#close('init'));
			else if (type === 'mdat') pieces.push(this.#close('fragment'));
			else if (type === 'mfra') pieces.push(this.#close('tail'));
			at += length;
		}
		this.#waiting = bytes.slice(at);
		return pieces;
	}

	#close(kind: Mp4Piece['kind']): Mp4Piece {
		const bytes = new Uint8Array(this.#piece.reduce((sum, part) => sum + part.length, 0));
		let at = 0;
		let samples = 0;
		for (const part of this.#piece) {
			if (typeAt(part, 0) === 'moof') samples += samplesInMoof(part);
			bytes.set(part, at);
			at += part.length;
		}
		this.#piece = [];
		return { kind, bytes, samples };
	}
}

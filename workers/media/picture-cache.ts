import { ptsUs } from '../../src/lib/schema/units.ts';
import type { ShownFrame } from './frames-api.ts';

/** Most bytes of decoded pictures that are kept. */
const BYTES = 64 * 1024 * 1024;
/** Bytes of a pixel as decoders give it: a whole plane of light and two quarter planes of colour. */
const BYTES_A_PIXEL = 1.5;

/** Decoded pictures round the place that is looked at, so that steps to and fro need no decoding. Owns what it keeps. */
export class PictureCache {
	readonly capacity: number;
	#pictures = new Map<number, { us: number; picture: ShownFrame['picture'] }>();

	constructor(width: number, height: number) {
		this.capacity = Math.max(6, Math.min(60, Math.floor(BYTES / (width * height * BYTES_A_PIXEL))));
	}

	has(index: number): boolean {
		return this.#pictures.has(index);
	}

	/** Keeps a picture, which becomes the cache's. Where there is no room, the one farthest from `near` goes. */
	keep(index: number, us: number, picture: ShownFrame['picture'], near: number): void {
		this.#close(index);
		this.#pictures.set(index, { us, picture });
		while (this.#pictures.size > this.capacity) {
			let farthest = index;
			for (const other of this.#pictures.keys())
				if (Math.abs(other - near) > Math.abs(farthest - near)) farthest = other;
			this.#close(farthest);
		}
	}

	/** A copy that the receiver owns; null when the frame is not here. */
	async copyOf(index: number): Promise<ShownFrame | null> {
		const kept = this.#pictures.get(index);
		if (!kept) return null;
		const { picture } = kept;
		return {
			ptsUs: ptsUs(kept.us),
			picture: picture instanceof ImageBitmap ? await createImageBitmap(picture) : picture.clone()
		};
	}

	clear(): void {
		for (const index of [...this.#pictures.keys()]) this.#close(index);
	}

	#close(index: number): void {
		this.#pictures.get(index)?.picture.close();
		this.#pictures.delete(index);
	}
}

import { ptsUs } from '../../src/lib/schema/units.ts';
import type { ShownFrame } from './frames-api.ts';

/** Most bytes of decoded pictures that are kept. */
const BYTES = 64 * 1024 * 1024;

/** The decoded pictures used last, so that steps to and fro need no decoding. Owns what it keeps. */
export class PictureCache {
	readonly capacity: number;
	#pictures = new Map<number, ImageBitmap>();

	constructor(width: number, height: number) {
		this.capacity = Math.max(2, Math.min(32, Math.floor(BYTES / (width * height * 4))));
	}

	/** The frame `index` and those before it that there is room for, one kept free for the frame after. */
	firstWorthKeeping(index: number): number {
		return Math.max(0, index - Math.max(1, this.capacity - 2));
	}

	async keep(us: number, make: () => Promise<ImageBitmap>): Promise<void> {
		if (this.#pictures.has(us)) return;
		this.#pictures.set(us, await make());
		for (const [old, picture] of this.#pictures) {
			if (this.#pictures.size <= this.capacity) break;
			picture.close();
			this.#pictures.delete(old);
		}
	}

	/** A copy that the receiver owns; null when the frame is not here. */
	async copyOf(us: number): Promise<ShownFrame | null> {
		const picture = this.#pictures.get(us);
		if (!picture) return null;
		this.#pictures.delete(us);
		this.#pictures.set(us, picture);
		return { ptsUs: ptsUs(us), picture: await createImageBitmap(picture) };
	}

	clear(): void {
		for (const picture of this.#pictures.values()) picture.close();
		this.#pictures.clear();
	}
}

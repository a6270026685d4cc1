import type { Pixels, YuvPixels } from '../../src/lib/domain/hand-pipeline/sample-region.ts';
import type { Picture } from '../shared/hand-finder.ts';

/** Formats whose planes are read as they are: 8 bits, colour at half size. */
type Planar = 'I420' | 'I420A' | 'NV12';

/**
 * Reads the pixels of pictures, one after the other, into memory that is used again for the next.
 * A decoder's frame gives its planes, which costs a plain copy; colours are made of them only where a region is cut.
 * Everything else is painted on a canvas and read back.
 */
export class FramePixels {
	#bytes = new Uint8Array(0);
	#canvas: OffscreenCanvas | null = null;

	/** The pixels are good until the next call. The picture stays the caller's. Throws when it cannot be read. */
	async read(picture: Picture): Promise<Pixels> {
		const planes = picture instanceof VideoFrame ? await this.#planes(picture) : null;
		return planes ?? this.#painted(picture);
	}

	async #planes(frame: VideoFrame): Promise<YuvPixels | null> {
		const { format, visibleRect: rect } = frame;
		if (!rect || (format !== 'I420' && format !== 'I420A' && format !== 'NV12')) return null;
		// A picture that is shown in another size than it has, or turned, is for the browser to paint.
		const turned = (frame as { rotation?: number; flip?: boolean }).rotation || (frame as { flip?: boolean }).flip;
		if (turned || rect.width !== frame.displayWidth || rect.height !== frame.displayHeight) return null;
		const size = frame.allocationSize();
		if (this.#bytes.length < size) this.#bytes = new Uint8Array(size);
		const layout = await frame.copyTo(this.#bytes);
		return {
			...this.#placed(format, layout),
			...coloursOf(frame),
			kind: 'yuv',
			width: rect.width,
			height: rect.height
		};
	}

	#placed(format: Planar, layout: PlaneLayout[]) {
		const plane = (i: number, on = 0) => this.#bytes.subarray(layout[i]!.offset + on);
		const [strideY, strideU] = [layout[0]!.stride, layout[1]!.stride];
		return format === 'NV12'
			? { y: plane(0), u: plane(1), v: plane(1, 1), strideY, strideU, strideV: strideU, stepUV: 2 }
			: { y: plane(0), u: plane(1), v: plane(2), strideY, strideU, strideV: layout[2]!.stride, stepUV: 1 };
	}

	#painted(picture: Picture): Pixels {
		const [width, height] =
			'displayWidth' in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height];
		if (picture instanceof OffscreenCanvas) {
			const own = picture.getContext('2d');
			if (own) return { kind: 'rgba', width, height, data: own.getImageData(0, 0, width, height).data };
		}
		this.#canvas ??= new OffscreenCanvas(width, height);
		if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
		const context = this.#canvas.getContext('2d', { willReadFrequently: true, alpha: false })!;
		context.drawImage(picture, 0, 0, width, height);
		return { kind: 'rgba', width, height, data: context.getImageData(0, 0, width, height).data };
	}
}

/** How luma and colour make RGB. Files that do not say mean BT.709 from 720 lines on, as players take it. */
function coloursOf({ colorSpace, displayHeight }: VideoFrame): Pick<YuvPixels, 'matrix' | 'fullRange'> {
	const { matrix, fullRange } = colorSpace;
	const fine = matrix === 'bt709' || (!matrix && displayHeight >= 720);
	return { matrix: fine ? 'bt709' : 'bt601', fullRange: fullRange ?? false };
}

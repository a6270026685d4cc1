import { planRegions, type Region } from '../../src/lib/domain/redaction/face-regions.ts';

/** The shorter side of the small copy that regions are cut from, pixels: twice what the network looks at. */
const COPY_SHORT_SIDE = 256;

/**
 * Cuts the regions of a frame into a small square, one after the other, and hands each out.
 * The frame is scaled down once: converting a whole video frame is what costs, not cutting.
 * side   of the square, pixels. The canvas is good until the next region.
 */
export function makeFaceCrops(side: number, willReadFrequently: boolean) {
	const [copy, copyContext] = makeCanvas(1, 1, willReadFrequently);
	const [canvas, context] = makeCanvas(side, side, willReadFrequently);
	return function* (frame: VideoFrame | ImageBitmap): Generator<Crop> {
		const [width, height] =
			'displayWidth' in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
		const shrink = Math.min(1, COPY_SHORT_SIDE / Math.min(width, height));
		const [across, down] = [Math.round(width * shrink), Math.round(height * shrink)];
		if (copy.width !== across || copy.height !== down) Object.assign(copy, { width: across, height: down });
		copyContext.imageSmoothingQuality = 'medium';
		copyContext.drawImage(frame, 0, 0, across, down);
		for (const region of planRegions(width, height)) {
			const scale = side / region.side;
			context.imageSmoothingQuality = 'medium';
			context.fillStyle = '#000';
			context.fillRect(0, 0, side, side);
			context.drawImage(copy, -region.x * scale, -region.y * scale, width * scale, height * scale);
			yield { canvas, context, region, width, height };
		}
	};
}

function makeCanvas(width: number, height: number, willReadFrequently: boolean) {
	const canvas = new OffscreenCanvas(width, height);
	return [canvas, canvas.getContext('2d', { willReadFrequently, alpha: false })!] as const;
}

export type Crop = {
	canvas: OffscreenCanvas;
	context: OffscreenCanvasRenderingContext2D;
	region: Region;
	/** Of the whole frame, pixels. */
	width: number;
	height: number;
};

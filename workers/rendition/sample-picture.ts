/** About the size that LeRobot measures: 150 pixels on the long side. */
const LONG_SIDE = 150;

/**
 * Small copies of a canvas for statistics. Pixels are picked, not averaged, so that the darkest and the brightest stay.
 * Returns RGBA bytes, good until the next call.
 */
export function pictureSampler(width: number, height: number) {
	const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
	const small = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
	const context = small.getContext('2d', { willReadFrequently: true })!;
	context.imageSmoothingEnabled = false;
	return (canvas: OffscreenCanvas): Uint8ClampedArray => {
		context.drawImage(canvas, 0, 0, small.width, small.height);
		return context.getImageData(0, 0, small.width, small.height).data;
	};
}

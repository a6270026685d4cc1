import { lumaOf, type LumaPlane } from '../../src/lib/domain/quality/measure-look.ts';

/** Width of the small pictures that light and sharpness are measured on: values are comparable only at one size. */
const WIDTH = 384;

type Drawable = (
	context: OffscreenCanvasRenderingContext2D,
	x: number,
	y: number,
	width: number,
	height: number
) => void;

/** Draws pictures of one size small, upright, and reads their luma. Throws where there is no 2D canvas. */
export function lumaReader(width: number, height: number): (draw: Drawable) => LumaPlane {
	const scale = Math.min(1, WIDTH / width);
	const canvas = new OffscreenCanvas(Math.max(3, Math.round(width * scale)), Math.max(3, Math.round(height * scale)));
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('no 2D canvas');
	return (draw) => {
		draw(context, 0, 0, canvas.width, canvas.height);
		const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
		return lumaOf(data, canvas.width, canvas.height);
	};
}

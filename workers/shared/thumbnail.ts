/** Longest edge of a thumbnail, pixels. */
const EDGE = 320;

type Picture = {
	width: number;
	height: number;
	draw(context: OffscreenCanvasRenderingContext2D, width: number, height: number): void;
};

/** A small JPEG of a picture of this display size. `draw` paints it over the whole canvas. Null where the browser cannot. */
export async function thumbnailOf(picture: Picture): Promise<Blob | null> {
	const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
	const width = Math.max(1, Math.round(picture.width * scale));
	const height = Math.max(1, Math.round(picture.height * scale));
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d');
	if (!context) return null;
	picture.draw(context, width, height);
	return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

import type { VideoSample } from 'mediabunny';
import { coverPixels } from '../../src/lib/domain/redaction/cover.ts';
import type { Box } from '../../src/lib/domain/redaction/face-box.ts';
import type { Letterbox } from '../../src/lib/domain/rendition/letterbox.ts';

/** Left, top, width, height in pixels of the rendition. */
export type PixelRect = [number, number, number, number];

/** Average colours that are left of a face, and of a whole picture. */
const FACE_CELLS = { columns: 3, rows: 3 };
const PICTURE_CELLS = { columns: 6, rows: 4 };

/** Draws a source frame into the rendition's canvas: black, picture, covered parts. Returns what was covered. */
export function paintFrame(
	context: OffscreenCanvasRenderingContext2D,
	sample: VideoSample,
	box: Letterbox,
	redaction: { whole: boolean; boxes: readonly Box[] }
): PixelRect[] {
	context.fillStyle = '#000';
	context.fillRect(0, 0, box.width, box.height);
	context.imageSmoothingEnabled = true;
	context.imageSmoothingQuality = 'high';
	sample.draw(context, box.left, box.top, box.pictureWidth, box.pictureHeight);
	if (redaction.whole) {
		const all: PixelRect = [box.left, box.top, box.pictureWidth, box.pictureHeight];
		cover(context, all, PICTURE_CELLS);
		return [all];
	}
	const rects = redaction.boxes.map((each) => pixelRect(each, box)).filter((rect) => rect[2] > 0 && rect[3] > 0);
	for (const rect of rects) cover(context, rect, FACE_CELLS);
	return rects;
}

/** Whole pixels that hold the box, never less than it, inside the picture. */
export function pixelRect(each: Box, box: Letterbox): PixelRect {
	const clampX = (x: number) => Math.max(0, Math.min(box.pictureWidth, x));
	const clampY = (y: number) => Math.max(0, Math.min(box.pictureHeight, y));
	const left = clampX(Math.floor(each.x * box.pictureWidth));
	const top = clampY(Math.floor(each.y * box.pictureHeight));
	const right = clampX(Math.ceil((each.x + each.width) * box.pictureWidth));
	const bottom = clampY(Math.ceil((each.y + each.height) * box.pictureHeight));
	return [box.left + left, box.top + top, right - left, bottom - top];
}

function cover(
	context: OffscreenCanvasRenderingContext2D,
	[left, top, width, height]: PixelRect,
	cells: { columns: number; rows: number }
): void {
	const pixels = context.getImageData(left, top, width, height);
	coverPixels(pixels.data, width, height, cells.columns, cells.rows);
	context.putImageData(pixels, left, top);
}

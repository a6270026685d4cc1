/** Where a source picture lies in a rendition: whole, even pixels, centred, aspect kept, black around it. */
export type Letterbox = {
	/** Size of the rendition, pixels. */
	width: number;
	height: number;
	/** The picture inside it, pixels. */
	left: number;
	top: number;
	pictureWidth: number;
	pictureHeight: number;
};

/** Even numbers, because chroma of 4:2:0 video has half the resolution. */
const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/** `source`: size of the picture as shown (rotation applied), pixels. */
export function letterbox(
	source: { width: number; height: number },
	target: { width: number; height: number }
): Letterbox {
	const scale = Math.min(target.width / source.width, target.height / source.height);
	const pictureWidth = Math.min(target.width, even(source.width * scale));
	const pictureHeight = Math.min(target.height, even(source.height * scale));
	return {
		width: target.width,
		height: target.height,
		left: Math.floor((target.width - pictureWidth) / 4) * 2,
		top: Math.floor((target.height - pictureHeight) / 4) * 2,
		pictureWidth,
		pictureHeight
	};
}

/** x of the source (0..1 of its width) as x of the rendition (0..1 of its width). Values outside 0..1 stay outside the picture. */
export const renditionFromSourceX = (box: Letterbox, x: number): number =>
	(box.left + x * box.pictureWidth) / box.width;
export const renditionFromSourceY = (box: Letterbox, y: number): number =>
	(box.top + y * box.pictureHeight) / box.height;
/** Depths have the scale of x. */
export const renditionFromSourceZ = (box: Letterbox, z: number): number => (z * box.pictureWidth) / box.width;

/** A rectangle in 0..1 of the rendition as one in 0..1 of the source; may reach outside. */
export const sourceFromRendition = <B extends { x: number; y: number; width: number; height: number }>(
	box: Letterbox,
	each: B
): B => ({
	...each,
	x: (each.x * box.width - box.left) / box.pictureWidth,
	y: (each.y * box.height - box.top) / box.pictureHeight,
	width: (each.width * box.width) / box.pictureWidth,
	height: (each.height * box.height) / box.pictureHeight
});

import { regionFromPalm, type HandRegion, type Palm } from './region.ts';

/** A box in pixels of a picture. */
export type PixelBox = { x: number; y: number; width: number; height: number };

/** How much larger than a drawn box the square is that is read: the landmark network wants room around the fingers. */
const ROOM = 1.3;
/** The palm network looks at a square this much larger than the box: a palm that fills its picture is not seen. */
const PALM_ROOM = 1.6;
/** A palm belongs to the box when its middle lies in it, and its region is of about the box's size. */
const MOST_LARGER = 3;

/** Straight square around a box, for the palm network. */
export const palmViewOfBox = (box: PixelBox): HandRegion => squareOf(box, PALM_ROOM, 0);

/** Square around a box whose up points at `rotation`, radians clockwise. */
export const regionOfBox = (box: PixelBox, rotation: number): HandRegion => squareOf(box, ROOM, rotation);

function squareOf(box: PixelBox, room: number, rotation: number): HandRegion {
	const side = Math.max(box.width, box.height) * room;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2, side, rotation };
}

/** Region of the surest palm of those that can be the box's hand, fingers up; null when none can. */
export function palmRegionInBox(palms: readonly Palm[], box: PixelBox): HandRegion | null {
	const mine = palms.find((palm) => {
		const [x, y] = [palm.x + palm.width / 2, palm.y + palm.height / 2];
		const inside = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
		return inside && Math.max(palm.width, palm.height) < MOST_LARGER * Math.max(box.width, box.height);
	});
	return mine ? regionFromPalm(mine, false) : null;
}

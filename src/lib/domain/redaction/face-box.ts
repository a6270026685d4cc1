/** A rectangle in 0..1 of a picture's width and height; may reach outside. */
export type Box = { x: number; y: number; width: number; height: number };

/** A face as a detector saw it. `confidence` 0..1. */
export type FaceBox = Box & { confidence: number };

/** `share` of the box's own size added on every side, cut at the picture's edge. Null where nothing of it is inside. */
export function padBox(box: Box, share: number): Box | null {
	const left = Math.max(0, box.x - box.width * share);
	const top = Math.max(0, box.y - box.height * share);
	const right = Math.min(1, box.x + box.width * (1 + share));
	const bottom = Math.min(1, box.y + box.height * (1 + share));
	return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

const overlaps = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function hull(a: Box, b: Box): Box {
	const x = Math.min(a.x, b.x);
	const y = Math.min(a.y, b.y);
	return {
		x,
		y,
		width: Math.max(a.x + a.width, b.x + b.width) - x,
		height: Math.max(a.y + a.height, b.y + b.height) - y
	};
}

/** Boxes that cover all of `boxes`; none of the result overlap. */
export function mergeBoxes(boxes: readonly Box[]): Box[] {
	const merged: Box[] = [];
	for (const box of boxes) {
		let grown = box;
		for (let i = merged.findIndex((each) => overlaps(each, grown)); i >= 0;) {
			grown = hull(merged.splice(i, 1)[0]!, grown);
			i = merged.findIndex((each) => overlaps(each, grown));
		}
		merged.push(grown);
	}
	return merged;
}

import type { Box } from './hands-in-frame.ts';
import type { LumaPlane } from './measure-look.ts';

/** Shift in frame widths: how far the second picture's content lies right of and below the first one's. */
export type Shift = { x: number; y: number };

/** Width of the picture that blocks are first looked for on, and their edge and reach there, pixels. */
const COARSE_WIDTH = 96;
const BLOCK = 12;
const REACH = 6;
/** Fewer blocks with something in them say nothing of the whole picture. */
const ENOUGH_BLOCKS = 4;
/** Mean squared gradient along the weaker direction, below which a block slides along itself. */
const LEAST_TEXTURE = 0.35;
const REFINEMENTS = 4;
/** The picture moves as a whole where this share of blocks agrees to so many pixels; else something in it does, an arm or a shadow. */
const AGREEING = 0.6;
const AGREE = 0.4;

const medianOf = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Mean of `factor` × `factor` pixels; what is left over at the right and below is cut off. */
function shrink({ luma, width, height }: LumaPlane, factor: number): Grey {
	const [w, h] = [Math.floor(width / factor), Math.floor(height / factor)];
	const out = new Float32Array(w * h);
	for (let y = 0; y < h; y++)
		for (let x = 0; x < w; x++) {
			let sum = 0;
			for (let dy = 0; dy < factor; dy++)
				for (let dx = 0; dx < factor; dx++) sum += luma[(y * factor + dy) * width + x * factor + dx]!;
			out[y * w + x] = sum / (factor * factor);
		}
	return { values: out, width: w, height: h };
}

type Grey = { values: Float32Array; width: number; height: number };
type Block = { x: number; y: number; size: number };

/** Blocks of a picture that lie outside all boxes and whose gradients point more than one way. */
function blocksOf(grey: Grey, size: number, boxes: readonly Box[], margin: number): Block[] {
	const found: Block[] = [];
	for (let y = margin; y + size + margin <= grey.height; y += size)
		for (let x = margin; x + size + margin <= grey.width; x += size) {
			const hidden = boxes.some(
				(box) =>
					x < box.right * grey.width &&
					x + size > box.left * grey.width &&
					y < box.bottom * grey.height &&
					y + size > box.top * grey.height
			);
			if (!hidden && texture(grey, { x, y, size }) >= LEAST_TEXTURE) found.push({ x, y, size });
		}
	return found;
}

/** The smaller eigenvalue of a block's gradient tensor. source: Shi and Tomasi 1994 */
function texture({ values, width }: Grey, { x, y, size }: Block): number {
	let [xx, xy, yy] = [0, 0, 0];
	for (let row = y; row < y + size; row++)
		for (let at = row * width + x; at < row * width + x + size; at++) {
			const gx = (values[at + 1]! - values[at - 1]!) / 2;
			const gy = (values[at + width]! - values[at - width]!) / 2;
			xx += gx * gx;
			xy += gx * gy;
			yy += gy * gy;
		}
	const n = size * size;
	const half = (xx - yy) / 2;
	return ((xx + yy) / 2 - Math.sqrt(half * half + xy * xy)) / n;
}

/** Whole-pixel shift of a block with the smallest sum of absolute differences. */
function matchBlock(a: Grey, b: Grey, { x, y, size }: Block): [number, number] {
	let best = Infinity;
	let found: [number, number] = [0, 0];
	for (let dy = -REACH; dy <= REACH; dy++)
		for (let dx = -REACH; dx <= REACH; dx++) {
			let sum = 0;
			for (let row = y; row < y + size && sum <= best; row++)
				for (let col = x; col < x + size; col++)
					sum += Math.abs(a.values[row * a.width + col]! - b.values[(row + dy) * b.width + col + dx]!);
			if (sum < best || (sum === best && dx * dx + dy * dy < found[0] * found[0] + found[1] * found[1])) {
				best = sum;
				found = [dx, dy];
			}
		}
	return found;
}

/** Refines a block's shift to fractions of a pixel; null where it wanders off or leaves the picture. source: Lucas and Kanade 1981 */
function refine(a: Grey, b: Grey, { x, y, size }: Block, start: [number, number]): [number, number] | null {
	let [dx, dy] = start;
	for (let round = 0; round < REFINEMENTS; round++) {
		const [ix, iy] = [Math.floor(dx), Math.floor(dy)];
		const [fx, fy] = [dx - ix, dy - iy];
		if (x + ix < 0 || y + iy < 0 || x + ix + size + 1 >= b.width || y + iy + size + 1 >= b.height) return null;
		let [xx, xy, yy, xe, ye] = [0, 0, 0, 0, 0];
		for (let row = y; row < y + size; row++)
			for (let col = x; col < x + size; col++) {
				const at = row * a.width + col;
				const gx = (a.values[at + 1]! - a.values[at - 1]!) / 2;
				const gy = (a.values[at + a.width]! - a.values[at - a.width]!) / 2;
				const to = (row + iy) * b.width + col + ix;
				const there =
					(b.values[to]! * (1 - fx) + b.values[to + 1]! * fx) * (1 - fy) +
					(b.values[to + b.width]! * (1 - fx) + b.values[to + b.width + 1]! * fx) * fy;
				const error = a.values[at]! - there;
				xx += gx * gx;
				xy += gx * gy;
				yy += gy * gy;
				xe += gx * error;
				ye += gy * error;
			}
		const det = xx * yy - xy * xy;
		if (!(det > 0)) return null;
		dx += (yy * xe - xy * ye) / det;
		dy += (xx * ye - xy * xe) / det;
	}
	return Math.abs(dx - start[0]) <= 3 && Math.abs(dy - start[1]) <= 3 ? [dx, dy] : null;
}

/**
 * How far the whole picture has moved from one small plane to the next of the same size, whatever moves inside the boxes:
 * the median of many blocks, to about a twentieth of a pixel of a 192 pixel wide picture.
 * boxes    hands on either picture, 0..1: their blocks are left out
 * returns  null where too little of the picture can be compared
 */
export function globalShift(before: LumaPlane, after: LumaPlane, boxes: readonly Box[]): Shift | null {
	const factor = Math.max(1, Math.round(before.width / COARSE_WIDTH / 2));
	const [fineA, fineB] = [shrink(before, factor), shrink(after, factor)];
	const asPlane = ({ values, width, height }: Grey): LumaPlane => ({ luma: Uint8Array.from(values), width, height });
	const [coarseA, coarseB] = [shrink(asPlane(fineA), 2), shrink(asPlane(fineB), 2)];
	const matched = blocksOf(coarseA, BLOCK, boxes, REACH).map((block) => matchBlock(coarseA, coarseB, block));
	if (matched.length < ENOUGH_BLOCKS) return null;
	const start: [number, number] = [2 * medianOf(matched.map(([x]) => x)), 2 * medianOf(matched.map(([, y]) => y))];
	const refined = blocksOf(fineA, BLOCK * 2, boxes, 2)
		.map((block) => refine(fineA, fineB, block, start))
		.filter((shift) => shift !== null);
	if (refined.length < ENOUGH_BLOCKS) return null;
	const [x, y] = [medianOf(refined.map((shift) => shift[0])), medianOf(refined.map((shift) => shift[1]))];
	const agreeing = refined.filter((shift) => Math.abs(shift[0] - x) < AGREE && Math.abs(shift[1] - y) < AGREE).length;
	if (agreeing < ENOUGH_BLOCKS || agreeing < refined.length * AGREEING) return null;
	return { x: x / fineA.width, y: y / fineA.width };
}

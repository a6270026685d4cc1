import type { Box } from '../../../src/lib/domain/quality/hands-in-frame.ts';
import type { LumaPlane } from '../../../src/lib/domain/quality/measure-look.ts';

/** Ways to spoil a small grey plane, each with its strength. Values stay 0..255. */

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

function map(plane: LumaPlane, change: (value: number, index: number) => number): LumaPlane {
	// A plain loop: a run maps some ten thousand pictures.
	const luma = new Uint8Array(plane.luma.length);
	for (let i = 0; i < luma.length; i++) luma[i] = Math.round(clamp(change(plane.luma[i]!, i)));
	return { ...plane, luma };
}

/** luma × gain + offset, as an exposure changes it. */
export const exposed = (plane: LumaPlane, gain: number, offset = 0): LumaPlane =>
	map(plane, (value) => value * gain + offset);

/** Noise of a sensor, of about this standard deviation. */
export const noisy = (plane: LumaPlane, sigma: number, random: () => number): LumaPlane =>
	sigma === 0 ? plane : map(plane, (value) => value + (random() + random() + random() - 1.5) * 2 * sigma);

/** Light from behind: the hand's box and its edge get dark, all else bright. */
export function backlit(plane: LumaPlane, box: Box | null, inside: number, outside: number): LumaPlane {
	if (!box) return exposed(plane, outside);
	const [left, right] = [box.left * plane.width, box.right * plane.width];
	const [top, bottom] = [box.top * plane.height, box.bottom * plane.height];
	return map(plane, (value, i) => {
		const [x, y] = [i % plane.width, Math.floor(i / plane.width)];
		const far = Math.max(left - x, x - right, top - y, y - bottom, 0);
		const share = Math.min(1, far / 6);
		return value * (inside * (1 - share) + outside * share);
	});
}

/** A lens out of focus: a Gaussian of this standard deviation, pixels. */
export function defocused(plane: LumaPlane, sigma: number): LumaPlane {
	if (sigma <= 0) return plane;
	const reach = Math.ceil(sigma * 3);
	const weights = Array.from({ length: reach * 2 + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
	const sum = weights.reduce((a, b) => a + b, 0);
	const { width, height } = plane;
	const rows = new Float32Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			let value = 0;
			for (let d = -reach; d <= reach; d++) {
				const at = Math.min(width - 1, Math.max(0, x + d));
				value += plane.luma[y * width + at]! * weights[d + reach]!;
			}
			rows[y * width + x] = value / sum;
		}
	const luma = new Uint8Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			let value = 0;
			for (let d = -reach; d <= reach; d++) {
				const at = Math.min(height - 1, Math.max(0, y + d));
				value += rows[at * width + x]! * weights[d + reach]!;
			}
			luma[y * width + x] = Math.round(clamp(value / sum));
		}
	return { luma, width, height };
}

/** A hand that moved while the shutter was open: its box is averaged along a way of `length` pixels. */
export function smeared(plane: LumaPlane, box: Box, way: readonly [number, number], length: number): LumaPlane {
	const { width, height } = plane;
	const luma = Uint8Array.from(plane.luma);
	const steps = Math.max(2, Math.ceil(length * 2));
	for (let y = Math.floor(box.top * height); y < Math.ceil(box.bottom * height); y++)
		for (let x = Math.floor(box.left * width); x < Math.ceil(box.right * width); x++) {
			let value = 0;
			for (let step = 0; step < steps; step++) {
				const along = (step / (steps - 1) - 0.5) * length;
				value += sample(plane, x + way[0] * along, y + way[1] * along);
			}
			luma[y * width + x] = Math.round(clamp(value / steps));
		}
	return { luma, width, height };
}

/** Between pixels, and mirrored at the edges. */
function sample({ luma, width, height }: LumaPlane, x: number, y: number): number {
	const [x0, y0] = [Math.floor(x), Math.floor(y)];
	const [fx, fy] = [x - x0, y - y0];
	const at = (col: number, row: number) => luma[mirror(row, height) * width + mirror(col, width)]!;
	return (
		(at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx) * (1 - fy) +
		(at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx) * fy
	);
}
const mirror = (at: number, size: number): number => {
	const period = 2 * size;
	const inside = ((at % period) + period) % period;
	return inside < size ? inside : period - 1 - inside;
};

/** How a camera sees the scene otherwise: `zoom` about the middle, then moved by shares of width and height. */
export type View = { zoom: number; x: number; y: number };
export const SAME_VIEW: View = { zoom: 1, x: 0, y: 0 };

export function seenAs(plane: LumaPlane, view: View): LumaPlane {
	if (view.zoom === 1 && view.x === 0 && view.y === 0) return plane;
	const { width, height } = plane;
	const luma = new Uint8Array(width * height);
	// From afar several pixels fall into one: a mean keeps them from flickering.
	const source = view.zoom < 0.75 ? defocused(plane, 0.4 / view.zoom) : plane;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			luma[y * width + x] = Math.round(
				sample(
					source,
					((x + 0.5) / width - 0.5 - view.x) * (width / view.zoom) + width / 2 - 0.5,
					((y + 0.5) / height - 0.5 - view.y) * (height / view.zoom) + height / 2 - 0.5
				)
			);
	return { luma, width, height };
}

/** Where a point of the scene (0..1) lies in that view. */
export const pointSeenAs = (view: View, x: number, y: number): [number, number] => [
	(x - 0.5) * view.zoom + 0.5 + view.x,
	(y - 0.5) * view.zoom + 0.5 + view.y
];

/** A woven cloth on the table, faint, of threads of several lengths: something that a shift can be seen by. */
export const clothed = (plane: LumaPlane): LumaPlane =>
	map(plane, (value, i) => {
		const [x, y] = [i % plane.width, Math.floor(i / plane.width)];
		return value + 9 * Math.sin(x / 4.1 + Math.sin(y / 13)) + 9 * Math.sin(y / 3.7 + Math.sin(x / 17)) - 9;
	});

/** Left, top, width, height in pixels. */
export type Rect = readonly number[];

/**
 * Peak signal-to-noise ratio of two luma pictures, dB, over `inside` without `holes`. Infinity where they are equal.
 */
export function psnrOutside(
	one: Uint8Array,
	other: Uint8Array,
	width: number,
	inside: Rect,
	holes: readonly Rect[]
): number {
	const [left, top, w, h] = inside as [number, number, number, number];
	let sum = 0;
	let count = 0;
	for (let y = top; y < top + h; y++)
		for (let x = left; x < left + w; x++) {
			if (holes.some(([hx, hy, hw, hh]) => x >= hx! && x < hx! + hw! && y >= hy! && y < hy! + hh!)) continue;
			sum += (one[y * width + x]! - other[y * width + x]!) ** 2;
			count++;
		}
	return count === 0 ? NaN : 10 * Math.log10((255 * 255 * count) / sum);
}

/** Share of `inside` that lies in any of `holes`. */
export function coveredShare(holes: readonly Rect[], inside: Rect): number {
	const [left, top, w, h] = inside as [number, number, number, number];
	let count = 0;
	for (let y = top; y < top + h; y++)
		for (let x = left; x < left + w; x++)
			if (holes.some(([hx, hy, hw, hh]) => x >= hx! && x < hx! + hw! && y >= hy! && y < hy! + hh!)) count++;
	return count / (w * h);
}

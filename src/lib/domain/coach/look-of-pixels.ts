/** How a small picture looks: enough to say too dark or not sharp. */
export type PixelLook = {
	/** Mean luma, 0..255. */
	luma: number;
	/** Share of pixels at 0..4 or 251..255. */
	clipped: number;
	/** Variance of the Laplacian of luma; compared only with the same camera a moment ago. */
	sharpness: number;
};

/**
 * Measures a small luma plane, 0..255, row by row.
 * source  Laplacian with its four neighbours, edges left out
 */
export function lookOfLuma(luma: Float32Array, width: number, height: number): PixelLook {
	let sum = 0;
	let clipped = 0;
	for (const y of luma) {
		sum += y;
		if (y < 5 || y > 250) clipped += 1;
	}
	let mean = 0;
	let squares = 0;
	const inner = Math.max(0, width - 2) * Math.max(0, height - 2);
	for (let row = 1; row < height - 1; row += 1) {
		for (let i = row * width + 1; i < (row + 1) * width - 1; i += 1) {
			const l = luma[i - 1]! + luma[i + 1]! + luma[i - width]! + luma[i + width]! - 4 * luma[i]!;
			mean += l;
			squares += l * l;
		}
	}
	mean = inner > 0 ? mean / inner : 0;
	return {
		luma: luma.length > 0 ? sum / luma.length : 0,
		clipped: luma.length > 0 ? clipped / luma.length : 0,
		sharpness: inner > 0 ? squares / inner - mean * mean : 0
	};
}

/**
 * The same of a picture of `width` × `height` pixels.
 * rgba    4 bytes a pixel, row by row; alpha is ignored
 * source  luma by ITU-R BT.601 in whole numbers
 */
export function lookOfPixels(rgba: ArrayLike<number>, width: number, height: number): PixelLook {
	const luma = new Float32Array(width * height);
	for (let i = 0; i < luma.length; i += 1)
		luma[i] = (77 * rgba[i * 4]! + 150 * rgba[i * 4 + 1]! + 29 * rgba[i * 4 + 2]!) / 256;
	return lookOfLuma(luma, width, height);
}

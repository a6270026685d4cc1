import type { LumaPlane } from './measure-look.ts';

/** Normal deviates: their median absolute value is this many standard deviations. */
const MEDIAN_OF_NORMAL = 0.6745;
/** What noise alone adds to the variance of a four-neighbour Laplacian, for each step of its variance: its squared weights' sum. */
export const LAPLACE_GAIN = 20;
/** A four-neighbour Laplacian of bytes reaches from -1020 to 1020. */
const LARGEST_LAPLACE = 1020;

/**
 * Noise between two pictures of one scene, as the standard deviation of a pixel in luma steps. The median keeps moving
 * things out; a camera that moves makes it too large. A flat or clipped picture has little noise to show.
 * source  median absolute deviation; two pictures differ by √2 of one picture's noise
 */
export function noiseBetween(a: LumaPlane, b: LumaPlane): number {
	const bins = new Float64Array(256);
	for (let i = 0; i < a.luma.length; i += 1) bins[Math.abs(a.luma[i]! - b.luma[i]!)]! += 1;
	return medianOfBins(bins, a.luma.length) / MEDIAN_OF_NORMAL / Math.SQRT2;
}

/**
 * Noise of one picture from its own Laplacian, as the standard deviation of a pixel in luma steps: edges are few and large,
 * noise is everywhere. Texture that fills the picture makes it too large. 0 for a picture of less than 3 × 3 pixels.
 * source  median absolute deviation of the Laplacian, compare Immerkær 1996
 */
export function noiseWithin({ luma, width, height }: LumaPlane): number {
	const bins = new Float64Array(LARGEST_LAPLACE + 1);
	for (let y = 1; y < height - 1; y += 1)
		for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1)
			bins[Math.abs(luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!)]! += 1;
	const inner = Math.max(0, width - 2) * Math.max(0, height - 2);
	return inner > 0 ? medianOfBins(bins, inner) / MEDIAN_OF_NORMAL / Math.sqrt(LAPLACE_GAIN) : 0;
}

/** Median of absolute values that were counted by whole steps, found inside its bin, because noise is often less than one step. */
function medianOfBins(bins: Float64Array, count: number): number {
	let below = 0;
	let bin = 0;
	while (bin < bins.length - 1 && below + bins[bin]! < count / 2) below += bins[bin++]!;
	// Bin 0 holds values of less than half a step, bin n those of n ± ½.
	const from = bin === 0 ? 0 : bin - 0.5;
	const width = bin === 0 ? 0.5 : 1;
	return from + (bins[bin]! > 0 ? (count / 2 - below) / bins[bin]! : 0) * width;
}

import type { LumaPlane } from '../quality/measure-look.ts';
import { measureLook } from '../quality/measure-look.ts';
import type { StillLook } from '../../schema/probe.ts';
import { ptsUs } from '../../schema/units.ts';

/** Fewer pictures than this are no baseline. */
const LEAST = 5;
/** Normal deviates: their median absolute value is this many standard deviations. */
const MEDIAN_OF_NORMAL = 0.6745;
/** Sum of the squared weights of the four-neighbour Laplacian: what it makes of noise. */
const LAPLACE_GAIN = 20;

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * Noise between two pictures of one scene, as the standard deviation of a pixel in luma steps.
 * The median keeps moving things out. A flat or clipped picture has little noise to show.
 * source  median absolute deviation; two pictures differ by √2 of one picture's noise
 */
export function noiseBetween(a: LumaPlane, b: LumaPlane): number {
	// A histogram of differences, with its median found inside the bin, because noise is often less than one step.
	const bins = new Float64Array(256);
	for (let i = 0; i < a.luma.length; i += 1) bins[Math.abs(a.luma[i]! - b.luma[i]!)]! += 1;
	const half = a.luma.length / 2;
	let below = 0;
	let bin = 0;
	while (bin < 255 && below + bins[bin]! < half) below += bins[bin++]!;
	// Bin 0 holds differences of less than half a step, bin n those of n ± ½.
	const from = bin === 0 ? 0 : bin - 0.5;
	const width = bin === 0 ? 0.5 : 1;
	const median = from + (bins[bin]! > 0 ? (half - below) / bins[bin]! : 0) * width;
	return median / MEDIAN_OF_NORMAL / Math.SQRT2;
}

/** [CR11] The baseline of a still scene, from small pictures of one size in order of time; null for too few. */
export function stillLook(planes: readonly LumaPlane[]): StillLook | null {
	if (planes.length < LEAST) return null;
	const looks = planes.map((plane) => measureLook(plane, { ptsUs: ptsUs(0), box: null }));
	const noise = middle(planes.slice(1).map((plane, i) => noiseBetween(planes[i]!, plane)));
	return {
		luma: middle(looks.map((look) => look.luma)),
		clipped: middle(looks.map((look) => look.clipped)),
		sharpness: Math.max(0, middle(looks.map((look) => look.sharpness)) - LAPLACE_GAIN * noise * noise),
		noise
	};
}

import type { PtsUs } from '../../schema/time.ts';
import { ptsUs } from '../../schema/units.ts';

/**
 * The frames of a clip by time. `timesUs` rises; `endUs` is where the last frame ends. A frame is still named by
 * its PTS: an index is only a way to the next one.
 */
export type FrameTimes = { readonly timesUs: Float64Array; readonly endUs: PtsUs };

/**
 * Where the last frame ends, seconds. `saidS` is the largest end that the file gives. Some files, our own recordings among
 * them, give their last frame no length: then it lasts as long as the others on the whole. The frame before it ends where
 * it begins, or by the rounding of a sum beyond, which is no length either.
 */
export function endOfFramesS(timesS: Float64Array, saidS: number): number {
	const last = timesS.at(-1) ?? 0;
	if (saidS > last + HALF_US_IN_S) return saidS;
	return last + (timesS.length > 1 ? (last - timesS[0]!) / (timesS.length - 1) : 1 / 30);
}
const HALF_US_IN_S = 0.5e-6;

/** Index of the frame on screen at `us`: the last one that has begun. Before the first frame: 0. */
export function frameIndexAt(timesUs: Float64Array, us: number): number {
	let low = 0;
	let high = timesUs.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (timesUs[middle]! <= us) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** PTS of the frame on screen at `us`. No frames: 0. */
export const frameAt = (frames: FrameTimes, us: number): PtsUs =>
	ptsUs(frames.timesUs[frameIndexAt(frames.timesUs, us)] ?? 0);

/** Where the frame on screen at `us` ends: the next frame's PTS, or the clip's end. */
export const frameEndAt = (frames: FrameTimes, us: number): PtsUs =>
	ptsUs(frames.timesUs[frameIndexAt(frames.timesUs, us) + 1] ?? frames.endUs);

/** The frame `count` frames on (or back) from the one at `us`, clamped to the clip. */
export function frameStepped(frames: FrameTimes, us: number, count: number): PtsUs {
	const index = frameIndexAt(frames.timesUs, us) + count;
	return ptsUs(frames.timesUs[Math.max(0, Math.min(frames.timesUs.length - 1, index))] ?? 0);
}

/** The border between frames nearest to `us`: a frame's PTS, or the clip's end. */
export function nearestBorder(frames: FrameTimes, us: number): PtsUs {
	const start = frameAt(frames, us);
	const end = frameEndAt(frames, us);
	return us - start <= end - us ? start : end;
}

/** The border `count` borders on (or back) from the one nearest to `us`, clamped to the clip. */
export function borderStepped(frames: FrameTimes, us: number, count: number): PtsUs {
	const { timesUs, endUs } = frames;
	const border = nearestBorder(frames, us);
	const index = (border === endUs ? timesUs.length : frameIndexAt(timesUs, border)) + count;
	return ptsUs(timesUs[Math.max(0, index)] ?? endUs);
}

/** Frames whose PTS lies in `[startUs, endUs)`. */
export function framesIn(timesUs: Float64Array, startUs: number, endUs: number): number {
	let count = 0;
	for (const time of timesUs) if (time >= startUs && time < endUs) count++;
	return count;
}

/**
 * Frames that were lost while the recorder went from `from` recorded frames to `to`, by the counters of the camera's track.
 * In the order in which they were noticed.
 */
export type Loss = { from: number; to: number; missing: number };

/** A frame may be counted so many frames before or after it is read: on a busy machine the counters run ahead. */
const COUNTED_OFF = 3;

/**
 * How many frames are missing after each recorded frame: in the gap behind the last frame before the loss, or, where
 * several frames were recorded between two looks at the counters, in the gap among theirs that has most time for it.
 * Where none of them has half a frame's time to spare, in the longest one within three frames, if that one has.
 * times    of the recorded frames, microseconds, rising
 * frameUs  how long a frame of this camera lasts
 * Losses before the first frame or after the last one are in no gap and are left out.
 */
export function placeLosses(times: ArrayLike<number>, losses: readonly Loss[], frameUs: number): Map<number, number> {
	const placed = new Map<number, number>();
	const roomUs = (index: number): number =>
		times[index + 1]! - times[index]! - frameUs * (1 + (placed.get(index) ?? 0));
	const roomiest = (from: number, to: number): number => {
		let best = Math.max(0, from);
		for (let index = best + 1; index <= Math.min(times.length - 2, to); index += 1)
			if (roomUs(index) > roomUs(best)) best = index;
		return best;
	};
	for (const { from, to, missing } of losses) {
		const [first, last] = [Math.max(0, from - 1), Math.min(times.length - 2, to - 1)];
		for (let left = first > last ? 0 : missing; left > 0; left -= 1) {
			const among = roomiest(first, last);
			const near = roomUs(among) < frameUs / 2 ? roomiest(first - COUNTED_OFF, last + COUNTED_OFF) : among;
			const gap = roomUs(near) < frameUs / 2 ? among : near;
			placed.set(gap, (placed.get(gap) ?? 0) + 1);
		}
	}
	return placed;
}

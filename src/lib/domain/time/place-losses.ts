/**
 * Frames that were lost while the recorder went from `from` recorded frames to `to`, by the counters of the camera's track.
 * In the order in which they were noticed.
 */
export type Loss = { from: number; to: number; missing: number };

/**
 * How many frames are missing after each recorded frame: in the gap behind the last frame before the loss, or, where
 * several frames were recorded between two looks at the counters, in the gap among theirs that has most time for it.
 * times    of the recorded frames, microseconds, rising
 * frameUs  how long a frame of this camera lasts
 * Losses before the first frame or after the last one are in no gap and are left out.
 */
export function placeLosses(times: ArrayLike<number>, losses: readonly Loss[], frameUs: number): Map<number, number> {
	const placed = new Map<number, number>();
	const roomUs = (index: number): number =>
		times[index + 1]! - times[index]! - frameUs * (1 + (placed.get(index) ?? 0));
	for (const { from, to, missing } of losses) {
		const first = Math.max(0, from - 1);
		const last = Math.min(times.length - 2, to - 1);
		for (let left = first > last ? 0 : missing; left > 0; left -= 1) {
			let best = first;
			for (let index = first + 1; index <= last; index += 1) if (roomUs(index) > roomUs(best)) best = index;
			placed.set(best, (placed.get(best) ?? 0) + 1);
		}
	}
	return placed;
}

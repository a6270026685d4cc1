/**
 * Frames that were lost while the recorder went from `from` recorded frames to `to`, by the counters of the camera's track.
 * In the order in which they were noticed.
 */
export type Loss = { from: number; to: number; missing: number };

/** So many frames' room is a gap beside those in question worth less than they. */
const BESIDE = 0.35;

/**
 * How many frames are missing after each recorded frame. Counters are read a little before or after the frames that
 * they count, so of the gaps in question each loss goes to the one with most time for it.
 * times    of the recorded frames, microseconds, rising
 * frameUs  how long a frame of this camera lasts
 * Losses before the first frame or after the last one are in no gap and are left out.
 */
export function placeLosses(times: ArrayLike<number>, losses: readonly Loss[], frameUs: number): Map<number, number> {
	const placed = new Map<number, number>();
	const roomUs = (index: number): number =>
		times[index + 1]! - times[index]! - frameUs * (1 + (placed.get(index) ?? 0));
	for (const { from, to, missing } of losses) {
		// A frame before, because a frame that is passed over is known only when the next one comes; one after, because a frame may be lost before the next is recorded.
		const first = Math.max(0, from - 2);
		const last = Math.min(times.length - 2, to);
		if (first > last) continue;
		// A neighbour of the gaps in question must have clearly more room than they have: frames do not come evenly.
		const worth = (index: number): number =>
			roomUs(index) - (index < from - 1 || index > to - 1 ? frameUs * BESIDE : 0);
		for (let left = missing; left > 0; left -= 1) {
			let best = first;
			for (let index = first + 1; index <= last; index += 1) if (worth(index) > worth(best)) best = index;
			placed.set(best, (placed.get(best) ?? 0) + 1);
		}
	}
	return placed;
}

/** Frames that were lost between two looks at the counters of the camera's track, on the clock of the take, µs. */
export type Loss = { fromUs: number; toUs: number; missing: number };

/** So late, at most, a frame that took another one's place is counted after its capture; measured, docs/measured-capture.md. */
const COUNTED_LATE_US = 25_000;

/**
 * How many frames are missing after each recorded frame. A frame is lost when the next one takes its place, so the gap
 * ends at a frame that was captured about when the loss was noticed; where several frames were, it is the one with most
 * time in front of it.
 * times    of the recorded frames, microseconds, rising, the first 0
 * frameUs  how long a frame of this camera lasts
 * Losses before the first frame or after the last one are in no gap and are left out.
 */
export function placeLosses(times: ArrayLike<number>, losses: readonly Loss[], frameUs: number): Map<number, number> {
	const placed = new Map<number, number>();
	const roomUs = (index: number): number =>
		times[index + 1]! - times[index]! - frameUs * (1 + (placed.get(index) ?? 0));
	for (const { fromUs, toUs, missing } of losses) {
		const end = firstAfter(times, fromUs - COUNTED_LATE_US);
		if (toUs < 0 || end >= times.length || times.length < 2) continue;
		const first = Math.max(0, end - 1);
		const last = Math.max(first, firstAfter(times, toUs) - 2);
		for (let left = missing; left > 0; left -= 1) {
			let best = first;
			for (let index = first + 1; index <= last; index += 1) if (roomUs(index) > roomUs(best)) best = index;
			placed.set(best, (placed.get(best) ?? 0) + 1);
		}
	}
	return placed;
}

/** Index of the first frame after a time; how many there are where none is. */
function firstAfter(times: ArrayLike<number>, us: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (times[middle]! > us) high = middle;
		else low = middle + 1;
	}
	return low;
}

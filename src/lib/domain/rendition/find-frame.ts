/** Two readers of one file may round a time differently by a microsecond; frames are never this close together. */
const SAME_FRAME_US = 500;

/** Index of the frame whose time is `ptsUs`, give or take rounding; -1 where there is none. `timesUs` rise (may repeat). */
export function findFrame(timesUs: readonly number[], ptsUs: number): number {
	let low = 0;
	let high = timesUs.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (timesUs[middle]! < ptsUs - SAME_FRAME_US) low = middle + 1;
		else high = middle;
	}
	const found = timesUs[low];
	return found !== undefined && Math.abs(found - ptsUs) <= SAME_FRAME_US ? low : -1;
}

/**
 * A frame counter painted as a strip of 20 cells, black or white: white, black, 12 bits of the counter (highest first),
 * 4 check bits, black, white. Cells of 64 × 64 pixels at 720p outlive any codec; what cannot be read says so.
 */
export const CELLS = 20;
/** The painted camera is a loop of a minute: counters go round. */
export const ROUND = 1800;

const checkOf = (counter: number): number =>
	((counter >> 8) * 7 + ((counter >> 4) & 15) * 5 + (counter & 15) * 3 + 9) & 15;

/** Cells of a counter, 0 or 255. */
export function cellsOf(counter: number): number[] {
	const value = (counter << 4) | checkOf(counter);
	const bits = Array.from({ length: 16 }, (_, i) => (value >> (15 - i)) & 1);
	return [1, 0, ...bits, 0, 1].map((bit) => bit * 255);
}

/** The counter that cells show, as light as they were read; null where they show none. Also runs in a page: it uses nothing from outside. */
export function counterOf(cells: ArrayLike<number>): number | null {
	const light = (cells[0]! + cells[19]!) / 2;
	const dark = (cells[1]! + cells[18]!) / 2;
	if (light - dark < 80) return null;
	let value = 0;
	for (let i = 2; i < 18; i += 1) {
		const at = (cells[i]! - dark) / (light - dark);
		if (at > 0.35 && at < 0.65) return null;
		value = value * 2 + (at >= 0.65 ? 1 : 0);
	}
	const counter = value >> 4;
	const check = ((counter >> 8) * 7 + ((counter >> 4) & 15) * 5 + (counter & 15) * 3 + 9) & 15;
	return check === (value & 15) ? counter : null;
}

/** How many frames on from one counter to a later one; more than half a round counts as back. */
export function stepsBetween(from: number, to: number): number {
	const steps = (((to - from) % ROUND) + ROUND) % ROUND;
	return steps > ROUND / 2 ? steps - ROUND : steps;
}

export type CounterReport = {
	frames: number;
	/** Frames whose strip could not be read. */
	unreadable: number;
	duplicates: number;
	reordered: number;
	/** Frames that the camera gave from the first recorded one to the last. */
	sourceFrames: number;
	/** After which frame (its index) how many are missing. */
	gaps: { index: number; missing: number }[];
};

/** What the counters of a recorded file, in the order of its frames, say about it. */
export function judgeCounters(counters: readonly (number | null)[]): CounterReport {
	const report: CounterReport = {
		frames: counters.length,
		unreadable: counters.filter((one) => one === null).length,
		duplicates: 0,
		reordered: 0,
		sourceFrames: counters.length > 0 ? 1 : 0,
		gaps: []
	};
	let last: number | null = null;
	counters.forEach((counter, index) => {
		if (counter === null) return;
		if (last !== null) {
			const steps = stepsBetween(last, counter);
			if (steps === 0) report.duplicates += 1;
			if (steps < 0) report.reordered += 1;
			if (steps > 1) report.gaps.push({ index: index - 1, missing: steps - 1 });
			report.sourceFrames += Math.max(0, steps);
		}
		last = counter;
	});
	return report;
}

/** Flashes of one calibration: with pauses of 2 to 3 s it takes 30 seconds. */
export const FLASHES = 11;
/** A press sooner after a flash than this was meant for something else: nobody reacts to light in less. */
export const SOONEST_MS = 100;
/** Later than this the flash was missed, not answered slowly. */
export const LATEST_MS = 1000;
/** Reactions that a lag needs: a median of fewer moves with each of them. */
export const LEAST = 6;

export type Lag = {
	/** Median, whole milliseconds. */
	lagMs: number;
	/** Half of the reactions lie within this much of the median (median absolute deviation), whole milliseconds. */
	spreadMs: number;
	reactions: number;
};

/**
 * [LAG1] The lag is the median of the reactions between `SOONEST_MS` and `LATEST_MS`, milliseconds from a flash to its press.
 * [LAG2] Fewer than `LEAST` of them: null, nothing is known.
 */
export function judgeReactions(reactionsMs: readonly number[]): Lag | null {
	const counted = reactionsMs.filter((ms) => ms >= SOONEST_MS && ms <= LATEST_MS);
	if (counted.length < LEAST) return null;
	const lagMs = median(counted);
	const spreadMs = median(counted.map((ms) => Math.abs(ms - lagMs)));
	return { lagMs: Math.round(lagMs), spreadMs: Math.round(spreadMs), reactions: counted.length };
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length >> 1;
	return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

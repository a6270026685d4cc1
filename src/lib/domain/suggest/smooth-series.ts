/** Series over uneven times. `timesUs` rises; values stand at the same places. */

/** Mean over what lies within `aroundUs` of each time. A series that does not change stays as it is. */
export function windowMean(timesUs: readonly number[], values: readonly number[], aroundUs: number): number[] {
	const sums = [0];
	for (const value of values) sums.push(sums.at(-1)! + value);
	let from = 0;
	let to = 0;
	return timesUs.map((us) => {
		while (timesUs[from]! < us - aroundUs) from++;
		while (to < timesUs.length && timesUs[to]! <= us + aroundUs) to++;
		return (sums[to]! - sums[from]!) / (to - from);
	});
}

/** Change a second between the samples `aroundUs` before and after, at least the neighbours; 0 for a single sample. */
export function rateOf(timesUs: readonly number[], values: readonly number[], aroundUs: number): number[] {
	const last = timesUs.length - 1;
	let from = 0;
	let to = 0;
	return timesUs.map((us, i) => {
		while (timesUs[from]! < us - aroundUs) from++;
		while (to < last && timesUs[to + 1]! <= us + aroundUs) to++;
		const a = Math.min(from, Math.max(0, i - 1));
		const b = Math.max(to, Math.min(last, i + 1));
		return a === b ? 0 : ((values[b]! - values[a]!) / (timesUs[b]! - timesUs[a]!)) * 1e6;
	});
}

/** A turn of a series: a place that is higher (or lower) than its surroundings by at least the swing asked for. */
export type Turn = { index: number; high: boolean };

/**
 * High and low places in turn, so that from each to the next the series goes by at least `swing`. Between two
 * neighbours nothing goes back by as much. Fewer than two: the series never moved that far.
 */
export function turnsOf(values: readonly number[], swing: number): Turn[] {
	const turns: Turn[] = [];
	let low = 0;
	let high = 0;
	let rising: boolean | null = null;
	for (let i = 1; i < values.length; i++) {
		if (values[i]! > values[high]!) high = i;
		if (values[i]! < values[low]!) low = i;
		if (rising !== false && values[high]! - values[i]! >= swing) {
			turns.push({ index: high, high: true });
			rising = false;
			low = i;
			high = i;
		} else if (rising !== true && values[i]! - values[low]! >= swing) {
			turns.push({ index: low, high: false });
			rising = true;
			high = i;
			low = i;
		}
	}
	if (rising !== null) turns.push(rising ? { index: high, high: true } : { index: low, high: false });
	return turns;
}

import type { CaptureFile } from '../../schema/submission.ts';

export const QUANTILES = { q01: 0.01, q02: 0.02, q10: 0.1, q50: 0.5, q90: 0.9, q98: 0.98, q99: 0.99 } as const;
export type QuantileName = keyof typeof QUANTILES;
const QUANTILE_NAMES = Object.keys(QUANTILES) as QuantileName[];

type Nested = number[] | number[][][];
/** One feature of `stats.json`: vectors `(n,)`, scalars `[x]`, cameras `(3,1,1)`. `count` is a list of one. */
export type FeatureStats = Record<'min' | 'max' | 'mean' | 'std' | QuantileName, Nested> & { count: [number] };

/** Frames whose values are kept for the quantiles before every second one is let go. */
const KEPT_FRAMES = 32_768;

/**
 * Statistics of one feature over every frame of a dataset, zeros of unseen hands included.
 * Minimum, maximum, mean and deviation are exact; quantiles are exact up to 32 768 frames, then from every
 * 2nd, 4th, 8th … frame, so that memory stays bounded and the same dataset gives the same numbers.
 */
export class RunningStats {
	readonly #width: number;
	#count = 0;
	#min: Float64Array;
	#max: Float64Array;
	#mean: Float64Array;
	#squares: Float64Array;
	#kept: number[][] = [];
	#stride = 1;

	constructor(width: number) {
		this.#width = width;
		this.#min = new Float64Array(width).fill(Infinity);
		this.#max = new Float64Array(width).fill(-Infinity);
		this.#mean = new Float64Array(width);
		this.#squares = new Float64Array(width);
	}

	add(values: readonly number[]): void {
		if (values.length !== this.#width) throw new RangeError(`${values.length} values, not ${this.#width}`);
		const n = ++this.#count;
		values.forEach((value, k) => {
			this.#min[k] = Math.min(this.#min[k]!, value);
			this.#max[k] = Math.max(this.#max[k]!, value);
			const delta = value - this.#mean[k]!;
			this.#mean[k]! += delta / n;
			this.#squares[k]! += delta * (value - this.#mean[k]!);
		});
		if ((n - 1) % this.#stride !== 0) return;
		this.#kept.push([...values]);
		if (this.#kept.length <= KEPT_FRAMES) return;
		this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
		this.#stride *= 2;
	}

	result(): FeatureStats {
		if (this.#count === 0) throw new RangeError('no frame was added');
		const columns = Array.from({ length: this.#width }, (_, k) =>
			Float64Array.from(this.#kept, (row) => row[k]!).sort()
		);
		const quantiles = Object.fromEntries(
			QUANTILE_NAMES.map((name) => [name, columns.map((column) => quantileOf(column, QUANTILES[name]))])
		) as Record<QuantileName, number[]>;
		return {
			min: [...this.#min],
			max: [...this.#max],
			mean: [...this.#mean],
			std: Array.from(this.#squares, (s) => Math.sqrt(s / this.#count)),
			count: [this.#count],
			...quantiles
		};
	}
}

/** Value at share `q` (0..1) of rising numbers, linear between neighbours. */
export function quantileOf(sorted: ArrayLike<number>, q: number): number {
	const at = (sorted.length - 1) * q;
	const low = Math.floor(at);
	const high = Math.min(low + 1, sorted.length - 1);
	return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}

type ImageStats = CaptureFile['imageStats'];

/**
 * Camera statistics over all episodes, `(3,1,1)`, 0..1. Mean and deviation are exact; a quantile up to q50 is the
 * lowest of the episodes, one above it the highest, as LeRobot does when it merges datasets.
 */
export function mergeImageStats(all: readonly ImageStats[]): FeatureStats {
	if (all.length === 0) throw new RangeError('no episode');
	const total = all.reduce((sum, one) => sum + one.count, 0);
	const channels = [0, 1, 2];
	const deep = (value: (c: number) => number): number[][][] => channels.map((c) => [[value(c)]]);
	const mean = channels.map((c) => all.reduce((sum, one) => sum + one.mean[c]! * one.count, 0) / total);
	const variance = channels.map(
		(c) => all.reduce((sum, one) => sum + (one.std[c]! ** 2 + (one.mean[c]! - mean[c]!) ** 2) * one.count, 0) / total
	);
	const quantiles = Object.fromEntries(
		QUANTILE_NAMES.map((name) => [
			name,
			deep((c) =>
				(QUANTILES[name] <= 0.5 ? Math.min : Math.max)(...all.map((one) => one.quantiles[name]?.[c] ?? one.mean[c]!))
			)
		])
	) as Record<QuantileName, number[][][]>;
	return {
		min: deep((c) => Math.min(...all.map((one) => one.min[c]!))),
		max: deep((c) => Math.max(...all.map((one) => one.max[c]!))),
		mean: deep((c) => mean[c]!),
		std: deep((c) => Math.sqrt(variance[c]!)),
		count: [total],
		...quantiles
	};
}

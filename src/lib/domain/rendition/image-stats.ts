import type { CaptureFile } from '../../schema/submission.ts';

type ImageStats = CaptureFile['imageStats'];
const QUANTILES = { q01: 0.01, q02: 0.02, q10: 0.1, q50: 0.5, q90: 0.9, q98: 0.98, q99: 0.99 };

/**
 * Which of `frames` frames to sample: LeRobot's rule, max(100, n^0.75), at most 10 000, evenly spread, first and last in.
 */
export function sampledFrames(frames: number): number[] {
	const wanted = Math.min(frames, Math.min(10_000, Math.max(100, Math.floor(frames ** 0.75))));
	if (wanted <= 1) return frames > 0 ? [0] : [];
	return Array.from({ length: wanted }, (_, i) => Math.round((i * (frames - 1)) / (wanted - 1)));
}

/**
 * Statistics of the pictures of a rendition, exact over what was added: 8-bit values have only 256 places.
 * space   RGB, 0..1 (value / 255); `count` is the number of pictures
 */
export class ImageStatsCounter {
	#histogram = [new Float64Array(256), new Float64Array(256), new Float64Array(256)];
	#pictures = 0;

	/** `rgba`: 8-bit, four values a pixel, any size. */
	add(rgba: Uint8ClampedArray): void {
		const [red, green, blue] = this.#histogram as [Float64Array, Float64Array, Float64Array];
		for (let i = 0; i < rgba.length; i += 4) {
			red[rgba[i]!]!++;
			green[rgba[i + 1]!]!++;
			blue[rgba[i + 2]!]!++;
		}
		this.#pictures++;
	}

	/** Null before the first picture. */
	result(): ImageStats | null {
		if (this.#pictures === 0) return null;
		const channels = this.#histogram.map(ofHistogram);
		const pick = (name: 'min' | 'max' | 'mean' | 'std') => channels.map((each) => each[name]);
		return {
			min: pick('min'),
			max: pick('max'),
			mean: pick('mean'),
			std: pick('std'),
			count: this.#pictures,
			quantiles: Object.fromEntries(
				Object.entries(QUANTILES).map(([name, q]) => [name, channels.map((each) => each.quantile(q))])
			)
		};
	}
}

function ofHistogram(counts: Float64Array) {
	const total = counts.reduce((sum, n) => sum + n, 0);
	const mean = counts.reduce((sum, n, value) => sum + n * value, 0) / total;
	const variance = counts.reduce((sum, n, value) => sum + n * (value - mean) ** 2, 0) / total;
	const quantile = (q: number): number => {
		let seen = 0;
		for (let value = 0; value < 256; value++) {
			seen += counts[value]!;
			if (seen >= q * total && seen > 0) return value / 255;
		}
		return 1;
	};
	return {
		min: counts.findIndex((n) => n > 0) / 255,
		max: counts.findLastIndex((n) => n > 0) / 255,
		mean: mean / 255,
		std: Math.sqrt(variance) / 255,
		quantile
	};
}

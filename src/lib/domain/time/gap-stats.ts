/** How evenly frames came. Over first to last frame; a clip of one frame has no gaps. */
export type GapStats = { meanFps: number; longestGapUs: number; p95GapUs: number };

/**
 * Measures the gaps between neighbouring frames.
 * times   whole microseconds, rising
 * p95     the smallest gap that at least 95 % of all gaps do not exceed (nearest rank)
 */
export function gapStats(times: ArrayLike<number>): GapStats {
	if (times.length < 2) return { meanFps: 0, longestGapUs: 0, p95GapUs: 0 };
	const gaps = new Float64Array(times.length - 1);
	for (let i = 1; i < times.length; i += 1) gaps[i - 1] = times[i]! - times[i - 1]!;
	gaps.sort();
	const spanUs = times[times.length - 1]! - times[0]!;
	return {
		meanFps: spanUs > 0 ? (gaps.length * 1e6) / spanUs : 0,
		longestGapUs: gaps[gaps.length - 1]!,
		p95GapUs: gaps[Math.ceil(gaps.length * 0.95) - 1]!
	};
}

/** How long a frame is shown when nothing says so: the middle gap of the clip, 1/30 s for a single frame. */
export function usualGapUs(times: ArrayLike<number>): number {
	if (times.length < 2) return 33_333;
	const gaps = Array.from({ length: times.length - 1 }, (_, i) => times[i + 1]! - times[i]!).sort((a, b) => a - b);
	return gaps[Math.floor(gaps.length / 2)]!;
}

/** First frame to the end of the last one, whole microseconds. 0 for no frames. */
export function durationFromTimes(times: ArrayLike<number>): number {
	if (times.length === 0) return 0;
	return Math.round(times[times.length - 1]! - times[0]! + usualGapUs(times));
}

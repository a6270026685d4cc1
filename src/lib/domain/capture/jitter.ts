import { usualGapUs } from '../time/gap-stats.ts';

/** How far 95 % of all gaps stay from the middle gap, microseconds. Fewer than two gaps: 0. times: rising, microseconds */
export function jitterUs(times: ArrayLike<number>): number {
	if (times.length < 3) return 0;
	const usual = usualGapUs(times);
	const off = Array.from({ length: times.length - 1 }, (_, i) => Math.abs(times[i + 1]! - times[i]! - usual));
	off.sort((a, b) => a - b);
	return off[Math.ceil(off.length * 0.95) - 1]!;
}

import type { GapReport } from '../../schema/take.ts';
import { usualGapUs } from './gap-stats.ts';
import { placeLosses, type Loss } from './place-losses.ts';

/** Upper ends of the histogram's buckets, in frames: under 0.5, under 1.5, … the last one has no end. */
export const GAP_BUCKETS = [0.5, 1.5, 2.5, 3.5, 5.5, 10.5, 30.5] as const;
/** A gap of at least this many frames is listed, whether frames are missing in it or the camera itself was late. */
const LONG = 1.5;
/** As many gaps as are listed; the counts go on. A clip with more is not footage but a slide show. */
const MAX_LISTED = 2000;

/**
 * Where frames are missing in a clip.
 * times   whole microseconds, rising
 * losses  what the camera's counters say was lost, and about when; null where nobody counts
 * Without counters a gap of g frame lengths counts round(g) − 1 missing frames: a camera that was late cannot be told
 * from a frame that was lost. A frame's length is the clip's middle gap.
 */
export function gapReport(times: ArrayLike<number>, losses: readonly Loss[] | null = null): GapReport {
	const frameUs = usualGapUs(times);
	const placed = losses ? placeLosses(times, losses, frameUs) : null;
	const counts = new Array<number>(GAP_BUCKETS.length + 1).fill(0);
	const long: GapReport['long'] = [];
	let missing = 0;
	let longGaps = 0;
	for (let i = 1; i < times.length; i += 1) {
		const gapUs = times[i]! - times[i - 1]!;
		const frames = frameUs > 0 ? gapUs / frameUs : 1;
		const bucket = GAP_BUCKETS.findIndex((end) => frames < end);
		counts[bucket < 0 ? GAP_BUCKETS.length : bucket]! += 1;
		const lost = placed ? (placed.get(i - 1) ?? 0) : frames < LONG ? 0 : Math.round(frames) - 1;
		missing += lost;
		if (lost === 0 && frames < LONG) continue;
		longGaps += 1;
		if (long.length < MAX_LISTED) long.push({ ptsUs: times[i - 1]!, gapUs, missing: lost });
	}
	return { frameUs, counts, missing, countedBy: placed ? 'track' : 'time', longGaps, long };
}

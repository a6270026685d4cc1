import type { GapReport } from '../../schema/take.ts';
import { usualGapUs } from './gap-stats.ts';

/** Upper ends of the histogram's buckets, in frames: under 0.5, under 1.5, … the last one has no end. */
export const GAP_BUCKETS = [0.5, 1.5, 2.5, 3.5, 5.5, 10.5, 30.5] as const;
/** A gap longer than this many frames is listed: at least one frame is missing in it. */
const LONG = 1.5;
/** As many long gaps as are listed; the counts go on. A clip with more is not footage but a slide show. */
const MAX_LISTED = 2000;

/**
 * Where frames are missing in a clip.
 * times     whole microseconds, rising
 * frameUs   how long a frame of this camera lasts; without it the clip's middle gap
 * A gap of g frame lengths counts round(g) − 1 missing frames, at the PTS of the last frame before it.
 */
export function gapReport(times: ArrayLike<number>, frameUs = usualGapUs(times)): GapReport {
	const counts = new Array<number>(GAP_BUCKETS.length + 1).fill(0);
	const long: GapReport['long'] = [];
	let missing = 0;
	let longGaps = 0;
	for (let i = 1; i < times.length; i += 1) {
		const gapUs = times[i]! - times[i - 1]!;
		const frames = frameUs > 0 ? gapUs / frameUs : 1;
		const bucket = GAP_BUCKETS.findIndex((end) => frames < end);
		counts[bucket < 0 ? GAP_BUCKETS.length : bucket]! += 1;
		if (frames < LONG) continue;
		const lost = Math.round(frames) - 1;
		missing += lost;
		longGaps += 1;
		if (long.length < MAX_LISTED) long.push({ ptsUs: times[i - 1]!, gapUs, missing: lost });
	}
	return { frameUs, counts, missing, longGaps, long };
}

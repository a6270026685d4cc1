import { trackCount, type FrameStream } from './track-processor.ts';

/** Often enough that hardly ever two frames come between two looks. */
const LOOK_MS = 20;

/** Frames lost between two looks at the counters, wall-clock milliseconds (fractional). */
export type NoticedLoss = { sinceMs: number; atMs: number; missing: number };

export type LossWatch = {
	/** What was lost since the watch began, and when that was noticed. Ends the watch. */
	end(): NoticedLoss[];
};

/**
 * Watches a track's counters while its frames are recorded, so that it is known where frames were lost and not only how
 * many. When a loss is noticed says more than how many frames were counted until then: the counters run ahead of the
 * recorder, and behind each other. Begin it in the task that made the stream. Null where the browser does not count.
 */
export function watchLosses(track: MediaStreamTrack, stream: FrameStream): LossWatch | null {
	const first = trackCount(track);
	const firstPassed = stream.discarded();
	if (!first || firstPassed === null) return null;
	const losses: NoticedLoss[] = [];
	const nowMs = () => performance.timeOrigin + performance.now();
	let sinceMs = nowMs();
	let lost = 0;
	const look = () => {
		const counted = trackCount(track);
		if (!counted) return;
		const atMs = nowMs();
		const upstream = counted.total - first.total - (counted.delivered - first.delivered);
		const lostNow = Math.max(lost, upstream + (stream.discarded() ?? 0) - firstPassed);
		if (lostNow > lost) losses.push({ sinceMs, atMs, missing: lostNow - lost });
		lost = lostNow;
		sinceMs = atMs;
	};
	const timer = setInterval(look, LOOK_MS);
	return {
		end() {
			look();
			clearInterval(timer);
			return losses;
		}
	};
}

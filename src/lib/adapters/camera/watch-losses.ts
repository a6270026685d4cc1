import type { Loss } from '../../domain/time/place-losses.ts';
import { trackCount, type FrameStream } from './track-processor.ts';

/** Often enough that hardly ever two frames come between two looks. */
const LOOK_MS = 20;

export type LossWatch = {
	/** What was lost since the watch began, and between which recorded frames. Ends the watch. */
	end(): Loss[];
};

/**
 * Watches a track's counters while its frames are recorded, so that it is known where frames were lost and not only how
 * many. Begin it in the task that made the stream. Null where the browser does not count.
 */
export function watchLosses(track: MediaStreamTrack, stream: FrameStream): LossWatch | null {
	const first = trackCount(track);
	const firstPassed = stream.discarded();
	if (!first || firstPassed === null) return null;
	const losses: Loss[] = [];
	let recorded = 0;
	let upstream = 0;
	let passed = 0;
	const look = () => {
		const counted = trackCount(track);
		if (!counted) return;
		const passedNow = (stream.discarded() ?? 0) - firstPassed;
		const delivered = counted.delivered - first.delivered;
		const upstreamNow = counted.total - first.total - delivered;
		const now = Math.max(recorded, delivered - passedNow);
		if (upstreamNow > upstream) losses.push({ from: recorded, to: now, missing: upstreamNow - upstream });
		// A frame is passed over when the next one takes its place: the newest frame that is counted lies behind the gap.
		if (passedNow > passed) losses.push({ from: Math.max(0, recorded - 1), to: now - 1, missing: passedNow - passed });
		recorded = now;
		upstream = Math.max(upstream, upstreamNow);
		passed = passedNow;
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

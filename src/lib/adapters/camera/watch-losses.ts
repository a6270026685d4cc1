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
	let lost = 0;
	const look = () => {
		const counted = trackCount(track);
		if (!counted) return;
		const now = counted.delivered - first.delivered - ((stream.discarded() ?? 0) - firstPassed);
		const lostNow = counted.total - first.total - now;
		if (lostNow > lost) {
			losses.push({ from: recorded, to: Math.max(recorded, now), missing: lostNow - lost });
			lost = lostNow;
		}
		recorded = Math.max(recorded, now);
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

import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { SmoothedFrame } from '../../src/lib/domain/smoothing/smooth-track.ts';
import type { RunBreaks } from '../../src/lib/domain/smoothing/split-runs.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';

/** What is made from a whole take's landmarks at once. Pure computing: nothing is kept between calls. */
export interface TracksApi {
	/** The smoothed layer (`smoothTrack`): a frame for each of `frames`. */
	smooth(frames: readonly TrackFrame[], aspect: number, breaks: RunBreaks): Promise<Outcome<SmoothedFrame[]>>;
}

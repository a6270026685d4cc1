import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { FrameAnatomy } from '../../src/lib/domain/quality/anatomy.ts';
import type { SmoothedFrame } from '../../src/lib/domain/smoothing/smooth-track.ts';
import type { RunBreaks } from '../../src/lib/domain/smoothing/split-runs.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';

/** What is made from a whole take's landmarks at once. Pure computing: nothing is kept between calls. */
export interface TracksApi {
	/**
	 * Decides sides over all frames of a take (`settleSides`). `chunks` are consecutive blocks of `packTrack`; the answer
	 * has as many, with the same frames. Buffers are transferred both ways.
	 */
	settle(chunks: ArrayBuffer[], inputMirrored: boolean, aspect: number): Promise<Outcome<ArrayBuffer[]>>;
	/** The smoothed layer (`smoothTrack`): a frame for each of `frames`. */
	smooth(frames: readonly TrackFrame[], aspect: number, breaks: RunBreaks): Promise<Outcome<SmoothedFrame[]>>;
	/** Frames on which a hand is not like one, the worst first (`checkAnatomy`, `worstFrames`). */
	worst(frames: readonly TrackFrame[], aspect: number): Promise<Outcome<FrameAnatomy[]>>;
}

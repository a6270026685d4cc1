import type { TrackFrame } from '../../schema/track.ts';
import type { Side } from '../../schema/ids.ts';
import { GAP, seenSoFar, seriesOf, SPEED, type GrownSeries, type SeenSoFar } from './hand-series.ts';

/** What is drawn of a track, and what edges of labels snap to. */
export type TrackSignals = {
	speed: GrownSeries;
	/** Of the hand where thumb and index finger are nearer. */
	gap: GrownSeries;
	gaps: Record<Side, GrownSeries>;
	seen: Record<Side, SeenSoFar>;
};

/** `before`: of an earlier state of the track, whose frames are not worked out again. aspect: frame height over frame width */
export const trackSignals = (
	frames: readonly TrackFrame[],
	aspect: number,
	before: TrackSignals | null = null
): TrackSignals => ({
	speed: seriesOf(SPEED, frames, aspect, before?.speed),
	gap: seriesOf(GAP.either, frames, aspect, before?.gap),
	gaps: {
		left: seriesOf(GAP.left, frames, aspect, before?.gaps.left),
		right: seriesOf(GAP.right, frames, aspect, before?.gaps.right)
	},
	seen: {
		left: seenSoFar(frames, 'left', before?.seen.left),
		right: seenSoFar(frames, 'right', before?.seen.right)
	}
});

import type { TrackFrame } from '../../schema/track.ts';
import { frameAt, type FrameTimes } from '../time/frame-times.ts';

/** Two readers of one file may round its times differently: frames of player and track meet within this, microseconds. */
const ROUNDED_US = 1000;

/** The frame of a track that is the player's frame at `us`; null where the track has none. `track` rises. */
export function trackFrameAt(track: readonly TrackFrame[], frames: FrameTimes, us: number): TrackFrame | null {
	let low = 0;
	let high = track.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (track[middle]!.ptsUs <= us + ROUNDED_US) low = middle + 1;
		else high = middle;
	}
	for (let i = low - 1; i >= 0 && track[i]!.ptsUs >= us - ROUNDED_US; i--)
		if (frameAt(frames, track[i]!.ptsUs + ROUNDED_US) === us) return track[i]!;
	return null;
}

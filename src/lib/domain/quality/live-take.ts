import type { FrameLook } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';

/** What live tracking saw on one frame, with the camera's own time of it, microseconds. */
export type LiveNote = { timestampUs: number; hands: TrackedHand[]; look?: FrameLook };

/** A frame of the stream is one of the file where their times are this near; the others were not recorded. */
const SAME_US = 2000;
/** With fewer frames a second, too much of the take was not seen to say anything of it. */
const LEAST_PER_SECOND = 3;

/**
 * What was seen of a take while it was filmed, on the take's own clock. Null where that is too little to judge it by.
 * notes    in order of time
 * firstUs  the camera's time of the first frame of the file
 * timesUs  times of every frame of the file
 */
export function liveTake(
	notes: readonly LiveNote[],
	firstUs: number,
	timesUs: ArrayLike<number>
): { frames: TrackFrame[]; looks: FrameLook[] } | null {
	const frames: TrackFrame[] = [];
	const looks: FrameLook[] = [];
	let at = 0;
	for (const { timestampUs, hands, look } of notes) {
		const time = timestampUs - firstUs;
		while (at < timesUs.length && timesUs[at]! < time - SAME_US) at += 1;
		if (at === timesUs.length) break;
		if (timesUs[at]! > time + SAME_US) continue;
		const of = ptsUs(timesUs[at]!);
		if (frames.at(-1)?.ptsUs === of) continue;
		frames.push({ ptsUs: of, hands });
		if (look) looks.push({ ...look, ptsUs: of });
	}
	const seconds = (timesUs[timesUs.length - 1] ?? 0) / 1e6;
	return frames.length > 0 && frames.length >= LEAST_PER_SECOND * seconds ? { frames, looks } : null;
}

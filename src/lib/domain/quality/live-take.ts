import type { FrameLook } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';

/** What live tracking saw on one frame, with the camera's own time of it, microseconds. */
export type LiveNote = { timestampUs: number; hands: TrackedHand[]; look?: FrameLook };

/** A frame of the stream is one of the file where their times are this near; the others were not recorded. */
const SAME_US = 2000;
/** With fewer frames a second, a hand that was missed once would look like one that has gone. */
const LEAST_FRAMES = 5;
/** With fewer pictures a second, nothing is said of the take. */
const LEAST_LOOKS = 1;

/**
 * What was seen of a take while it was filmed, on the take's own clock. `frames` is null where hands were looked for too
 * seldom; the whole is null where that is too little to judge anything by.
 * notes    in order of time
 * firstUs  the camera's time of the first frame of the file
 * timesUs  times of every frame of the file
 */
export function liveTake(
	notes: readonly LiveNote[],
	firstUs: number,
	timesUs: ArrayLike<number>
): { frames: TrackFrame[] | null; looks: FrameLook[] } | null {
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
	const enough = (count: number, perSecond: number) => count > 0 && count >= perSecond * seconds;
	const tracked = enough(frames.length, LEAST_FRAMES) ? frames : null;
	return tracked || enough(looks.length, LEAST_LOOKS) ? { frames: tracked, looks } : null;
}

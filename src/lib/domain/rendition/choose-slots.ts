import type { PtsUs } from '../../schema/time.ts';
import type { Span } from '../annotation/lanes.ts';
import { findFrame } from './find-frame.ts';
import { isKept, keptClock } from './kept-clock.ts';

/** One frame of the rendition: the source frame that fills it. */
export type Slot = {
	/** Presentation time of the slot in the rendition, whole microseconds, first 0. */
	timeUs: PtsUs;
	/** Presentation time of the source frame on the take's clock. */
	sourceUs: PtsUs;
	/** True where the slot repeats the frame of the slot before. */
	repeated: boolean;
};

/**
 * Half a millisecond, half a tick of the coarsest timebase in use (WebM): a frame at 66.667 ms that a file calls 67 ms
 * still belongs to the slot at 66.667 ms.
 */
export const SLOT_TOLERANCE_US = 500;

/**
 * The constant-rate view of what is kept of a variable-rate take: slot i, at i / fps on the clock of what is kept
 * (`keptClock`), shows the newest frame that is due. Where a camera's frames came close together, that leaves some out; one
 * that a person corrected goes before the others, so that the correction is not lost with it.
 * sourceUs     times of the take's frames, rising, microseconds
 * pieces       only their frames are ever shown: where the first slot has none that is due, it shows the first kept frame
 *              instead of one that was cut away
 * correctedUs  times of the frames that a person corrected, rising. Of two that are due in one slot the newest is shown
 * returns      [] when nothing is kept
 */
export function chooseSlots(
	sourceUs: readonly PtsUs[],
	pieces: readonly Span[],
	fps: number,
	correctedUs: readonly PtsUs[] = []
): Slot[] {
	const kept = sourceUs.filter((t) => isKept(pieces, t, SLOT_TOLERANCE_US));
	if (kept.length === 0) return [];
	const clock = keptClock(pieces);
	const dueAt = kept.map((t) => clock(t));
	const count = Math.max(1, Math.ceil(((clock(Infinity) - SLOT_TOLERANCE_US) * fps) / 1e6));
	const slots: Slot[] = [];
	let at = 0;
	let shown = -1;
	for (let i = 0; i < count; i++) {
		const dueUs = (i * 1e6) / fps + SLOT_TOLERANCE_US;
		while (at + 1 < kept.length && dueAt[at + 1]! <= dueUs) at++;
		let show = at;
		for (let j = at; j > shown; j--) {
			if (findFrame(correctedUs, kept[j]!) < 0) continue;
			show = j;
			break;
		}
		slots.push({ timeUs: slotTimeUs(i, fps), sourceUs: kept[show]!, repeated: show === shown });
		shown = show;
	}
	return slots;
}

/** Frames that are shown only because a person corrected them; [] where the video is the same without the corrections. */
export function shownAsCorrected(
	sourceUs: readonly PtsUs[],
	pieces: readonly Span[],
	fps: number,
	correctedUs: readonly PtsUs[]
): PtsUs[] {
	const without = new Set(chooseSlots(sourceUs, pieces, fps).map((slot) => slot.sourceUs));
	return chooseSlots(sourceUs, pieces, fps, correctedUs)
		.map((slot) => slot.sourceUs)
		.filter((us) => !without.has(us));
}

/** Time of slot `i` in the rendition. */
export const slotTimeUs = (i: number, fps: number): PtsUs => Math.round((i * 1e6) / fps) as PtsUs;

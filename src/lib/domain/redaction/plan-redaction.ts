import type { PtsUs } from '../../schema/time.ts';
import { mergeBoxes, padBox, type Box, type FaceBox } from './face-box.ts';

/** What the detectors said of one source frame; null: one of them could not look at it. */
export type FacesOnFrame = {
	ptsUs: PtsUs;
	faces: FaceBox[] | null;
	/** What was found when the covered picture was looked at again; covered on this frame only. */
	again?: FaceBox[];
};

/** What is made unrecognisable on one source frame: everything, or some boxes. */
export type FrameRedaction = { ptsUs: PtsUs; whole: boolean; boxes: Box[] };

/** Half a second: a face that a detector misses on some frames, or that turns away, stays covered. */
export const HOLD_US = 500_000;
/** Detectors box the face from brow to chin; ears, hair and a jaw that moves on lie up to a third outside. */
export const PAD_SHARE = 0.35;

/** What is found beside a covered face is no second face as a rule, so little is added to it. */
const PAD_AGAIN_SHARE = 0.1;

/**
 * What to redact on each frame: its own faces and those seen up to `HOLD_US` before and after, padded, merged.
 * frames  rising times; look at `HOLD_US` more than is kept on either side, or faces there are missing at the edges
 * rule    a frame that a detector could not look at is redacted whole
 */
export function planRedaction(frames: readonly FacesOnFrame[]): FrameRedaction[] {
	let from = 0;
	let to = 0;
	return frames.map(({ ptsUs, faces, again = [] }) => {
		while (frames[from]!.ptsUs < ptsUs - HOLD_US) from++;
		while (to < frames.length && frames[to]!.ptsUs <= ptsUs + HOLD_US) to++;
		const near = frames.slice(from, to).flatMap((each) => each.faces ?? []);
		const boxes = near.map((face) => padBox(face, PAD_SHARE)).filter((box) => box !== null);
		const more = again.map((face) => padBox(face, PAD_AGAIN_SHARE)).filter((box) => box !== null);
		return { ptsUs, whole: faces === null, boxes: [...mergeBoxes(boxes), ...more] };
	});
}

/**
 * Adds what a second look at the covered pictures found. It is covered where it was found and not held: holding it would
 * hide half a person behind what a detector imagined for a moment.
 * last  the second look was the last one: what is still found makes its frame be covered whole instead
 */
export function addSecondLook(
	frames: readonly FacesOnFrame[],
	seenAgain: readonly FacesOnFrame[],
	last: boolean
): FacesOnFrame[] {
	const again = new Map(seenAgain.map((each) => [each.ptsUs, each.faces]));
	return frames.map((frame) => {
		const found = again.get(frame.ptsUs);
		if (found === undefined || found?.length === 0) return frame;
		if (found === null || last) return { ...frame, faces: null };
		return { ...frame, again: [...(frame.again ?? []), ...found] };
	});
}

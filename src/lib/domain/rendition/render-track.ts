import type { HandCorrection } from '../../schema/annotation.ts';
import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import type { Slot } from './choose-slots.ts';
import { findFrame } from './find-frame.ts';
import { renditionFromSourceX, renditionFromSourceY, renditionFromSourceZ, type Letterbox } from './letterbox.ts';

/**
 * Landmarks of the rendition: one frame for each slot, in the rendition's own space.
 * track        of the take, every frame or an explicit none; a source frame that it lacks counts as none
 * corrections  a person's hands replace the model's on their frames: x and y are the person's, depth and world landmarks
 *              stay the model's (0 where the model saw no hand: nobody measured them)
 */
export function renderTrack(
	track: readonly TrackFrame[],
	corrections: readonly HandCorrection[],
	slots: readonly Slot[],
	box: Letterbox
): TrackFrame[] {
	const times = track.map((frame) => frame.ptsUs);
	return slots.map((slot) => {
		const hands = track[findFrame(times, slot.sourceUs)]?.hands ?? [];
		const own = corrections.filter((each) => findFrame([slot.sourceUs], each.ptsUs) === 0);
		const corrected = own.map((each) => correctedHand(each, hands.find((hand) => hand.side === each.side) ?? null));
		const untouched = hands.filter((hand) => !own.some((each) => each.side === hand.side));
		const shown = [...untouched, ...corrected.filter((hand) => hand !== null)];
		return { ptsUs: slot.timeUs, hands: shown.map((hand) => handInRendition(hand, box)) };
	});
}

/** Null where the person says that there is no hand: every point absent. */
function correctedHand(correction: HandCorrection, model: TrackedHand | null): TrackedHand | null {
	if (correction.points.every((point) => point.state === 'absent')) return null;
	const imageLandmarks = new Float32Array(LANDMARKS * 3);
	correction.points.forEach((point, i) => {
		imageLandmarks[i * 3] = point.x;
		imageLandmarks[i * 3 + 1] = point.y;
		imageLandmarks[i * 3 + 2] = model?.imageLandmarks[i * 3 + 2] ?? 0;
	});
	return {
		side: correction.side,
		rawLabel: model?.rawLabel ?? correction.side,
		handednessScore: model?.handednessScore ?? 1,
		presence: model?.presence ?? null,
		landmarkConfidence: model?.landmarkConfidence ?? null,
		imageLandmarks,
		worldLandmarks: model?.worldLandmarks ?? new Float32Array(LANDMARKS * 3)
	};
}

function handInRendition(hand: TrackedHand, box: Letterbox): TrackedHand {
	const imageLandmarks = new Float32Array(LANDMARKS * 3);
	for (let i = 0; i < LANDMARKS * 3; i += 3) {
		imageLandmarks[i] = renditionFromSourceX(box, hand.imageLandmarks[i]!);
		imageLandmarks[i + 1] = renditionFromSourceY(box, hand.imageLandmarks[i + 1]!);
		imageLandmarks[i + 2] = renditionFromSourceZ(box, hand.imageLandmarks[i + 2]!);
	}
	return { ...hand, imageLandmarks };
}

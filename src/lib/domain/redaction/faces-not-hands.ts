import type { TrackedHand } from '../../schema/track.ts';
import type { Box, FaceBox } from './face-box.ts';

/** Small face detectors take a palm for a face, never this surely: measured at most 0.70 on hands, at least 0.85 on near faces. */
const SURELY_A_FACE = 0.8;
/** Share of a face's box that lies on the hand. */
const ON_HAND = 0.8;
/** The landmarks of a hand lie on its bones; skin goes on around them. */
const SKIN_SHARE = 0.25;

/**
 * Leaves out what is a hand: an unsure face that lies where a hand was tracked. Hands are what the takes are made for.
 * A face behind a passing hand stays covered by what is seen half a second before and after (`plan-redaction.ts`).
 * space  both in 0..1 of the source picture
 */
export function facesNotHands(faces: readonly FaceBox[], hands: readonly TrackedHand[]): FaceBox[] {
	const places = hands.map(placeOf);
	return faces.filter(
		(face) => face.confidence >= SURELY_A_FACE || !places.some((place) => shareOn(face, place) >= ON_HAND)
	);
}

function placeOf({ imageLandmarks }: TrackedHand): Box {
	const at = (axis: number) => imageLandmarks.filter((_, i) => i % 3 === axis);
	const [xs, ys] = [at(0), at(1)];
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
	return {
		x: left - width * SKIN_SHARE,
		y: top - height * SKIN_SHARE,
		width: width * (1 + 2 * SKIN_SHARE),
		height: height * (1 + 2 * SKIN_SHARE)
	};
}

function shareOn(face: Box, place: Box): number {
	const width = Math.min(face.x + face.width, place.x + place.width) - Math.max(face.x, place.x);
	const height = Math.min(face.y + face.height, place.y + place.height) - Math.max(face.y, place.y);
	return width <= 0 || height <= 0 ? 0 : (width * height) / (face.width * face.height);
}

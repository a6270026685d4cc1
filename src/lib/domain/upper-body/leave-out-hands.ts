import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { BODY, type SeenBody } from './decode-pose.ts';
import type { BodyLook } from './pack-bodies.ts';

/** How far beyond a hand's landmarks it reaches, over the longer side of their box. */
const FLESH = 0.15;
/** A hand that was seen longer before the picture says nothing of it. */
const WITHIN_US = 100_000;

/**
 * Looks without the people that are hands: of a picture that shows a hand alone the pose network often makes a small person
 * who stands in it, sure of every point. Nobody has their nose within a hand that is larger than their shoulders are wide;
 * where a hand so near the camera hides a face, nothing is said of that picture.
 * looks, track  rising in time, of one clip
 * aspect        frame height over frame width
 */
export function leaveOutHands(looks: readonly BodyLook[], track: readonly TrackFrame[], aspect: number): BodyLook[] {
	let at = -1;
	return looks.map((look) => {
		while (at + 1 < track.length && track[at + 1]!.ptsUs <= look.ptsUs) at += 1;
		const frame = track[at];
		if (!look.body || !frame || look.ptsUs - frame.ptsUs > WITHIN_US) return look;
		const hands = [...frame.hands, ...(frame.bystanders ?? [])];
		return hands.some((hand) => standsIn(look.body!, hand, aspect)) ? { ...look, body: null } : look;
	});
}

function standsIn(person: SeenBody, { imageLandmarks: hand }: TrackedHand, aspect: number): boolean {
	/** Frame widths, so that up counts like sideways. */
	const at = (points: Float32Array, i: number): [x: number, y: number] => [points[i * 3]!, points[i * 3 + 1]! * aspect];
	const points = Array.from({ length: LANDMARKS }, (_, i) => at(hand, i));
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	const size = Math.max(right - left, bottom - top);
	const [x, y] = at(person.imageLandmarks, BODY.nose);
	const out = FLESH * size;
	if (x < left - out || x > right + out || y < top - out || y > bottom + out) return false;
	const [a, b] = [at(person.imageLandmarks, BODY.leftShoulder), at(person.imageLandmarks, BODY.rightShoulder)];
	return Math.hypot(a[0] - b[0], a[1] - b[1]) < size;
}

import { DIGITS, MIDDLE_MCP, WRIST } from '../hands/topology.ts';
import type { Side } from '../../schema/ids.ts';
import type { TrackFrame } from '../../schema/track.ts';
import type { Span } from '../annotation/lanes.ts';

/**
 * What is measured of one pose; lengths over the palm's length (wrist to root of the middle finger).
 * pinch1..4     tip of the thumb to the tip of index, middle, ring, little finger
 * curl1..4      angle between a finger's first and last bone, over two right angles: 0 stretched, about 0.9 in a fist
 * opposing      how many of the four tips are as near to the thumb's tip as the nearest, give `BESIDE`, in quarters
 * side          tip of the thumb to the index finger's outer side (its bone from root to middle joint)
 * abduction     angle between the thumb's last two bones and the index finger's palm bone, over a right angle
 * lead          mean curl of middle, ring and little finger, less the index finger's: high when it points alone
 * spread        tip of the index to tip of the little finger
 * pair          tip of the index to tip of the middle finger
 * gather        mean distance of the four tips from the middle of the palm
 */
export const POSE_FEATURES = [
	'pinch1', 'pinch2', 'pinch3', 'pinch4', 'curl1', 'curl2', 'curl3', 'curl4',
	'opposing', 'side', 'abduction', 'lead', 'spread', 'pair', 'gather'
] as const; // prettier-ignore
export type PoseFeature = (typeof POSE_FEATURES)[number];
export type Pose = Readonly<Record<PoseFeature, number>>;

/** Tips that hold one thing together are equally far from the thumb to within about a finger's thickness, in palms. */
const BESIDE = 0.25;
/** A tip further than this from the thumb's opposes nothing that one hand can hold. */
const FAR = 1.1;
/** As `GUESS2` says. */
export const LEAST_FRAMES = 5;
const FINGERS = [DIGITS.index, DIGITS.middle, DIGITS.ring, DIGITS.pinky];

type Point = readonly [x: number, y: number, z: number];

/**
 * One pose.
 * landmarks  63 numbers, image space: x over width, y over height, z about the scale of x
 * aspect     frame height over frame width
 * fails      null where the palm has no length
 */
export function poseOf(landmarks: Float32Array, aspect: number): Pose | null {
	const at = (i: number): Point => [landmarks[i * 3]!, landmarks[i * 3 + 1]! * aspect, landmarks[i * 3 + 2]!];
	const palm = far(at(WRIST), at(MIDDLE_MCP));
	if (!(palm > 0)) return null;
	const gap = (a: Point, b: Point) => far(a, b) / palm;
	const thumb = at(4);
	const tips = FINGERS.map(([, , , tip]) => at(tip));
	const pinch = tips.map((tip) => gap(thumb, tip));
	const nearest = Math.min(...pinch);
	const curl = FINGERS.map(([root, pip, dip, tip]) => angle(less(at(pip), at(root)), less(at(tip), at(dip))) / Math.PI);
	const centre = mean3([WRIST, 5, 9, 17].map(at));
	const values: Record<PoseFeature, number> = {
		pinch1: pinch[0]!,
		pinch2: pinch[1]!,
		pinch3: pinch[2]!,
		pinch4: pinch[3]!,
		curl1: curl[0]!,
		curl2: curl[1]!,
		curl3: curl[2]!,
		curl4: curl[3]!,
		opposing: pinch.filter((each) => each <= nearest + BESIDE && each < FAR).length / 4,
		side: toBone(thumb, at(5), at(6)) / palm,
		abduction: angle(less(thumb, at(2)), less(at(5), at(WRIST))) / (Math.PI / 2),
		lead: (curl[1]! + curl[2]! + curl[3]!) / 3 - curl[0]!,
		spread: gap(tips[0]!, tips[3]!),
		pair: gap(tips[0]!, tips[1]!),
		gather: tips.reduce((sum, tip) => sum + gap(tip, centre), 0) / 4
	};
	return Object.values(values).every(Number.isFinite) ? values : null;
}

/** The pose of one hand over a grip: the median of each feature. Null: seen on too few frames. */
export function poseOver(frames: readonly TrackFrame[], side: Side, span: Span, aspect: number): Pose | null {
	const poses = frames
		.filter(({ ptsUs }) => span.startUs <= ptsUs && ptsUs < span.endUs)
		.flatMap(({ hands }) => hands.filter((hand) => hand.side === side))
		.flatMap((hand) => poseOf(hand.imageLandmarks, aspect) ?? []);
	if (poses.length < LEAST_FRAMES) return null;
	const middle = (name: PoseFeature) => {
		const sorted = poses.map((pose) => pose[name]).sort((a, b) => a - b);
		return sorted[Math.floor(sorted.length / 2)]!;
	};
	return Object.fromEntries(POSE_FEATURES.map((name) => [name, middle(name)])) as Pose;
}

const less = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const far = (a: Point, b: Point): number => Math.hypot(...less(a, b));
const mean3 = (points: Point[]): Point =>
	[0, 1, 2].map((k) => points.reduce((sum, point) => sum + point[k]!, 0) / points.length) as unknown as Point;

function angle(a: Point, b: Point): number {
	const lengths = Math.hypot(...a) * Math.hypot(...b);
	return lengths > 0 ? Math.acos(Math.max(-1, Math.min(1, dot(a, b) / lengths))) : 0;
}

/** Distance of a point from a bone. */
function toBone(point: Point, from: Point, to: Point): number {
	const bone = less(to, from);
	const long = dot(bone, bone);
	const t = long > 0 ? Math.max(0, Math.min(1, dot(less(point, from), bone) / long)) : 0;
	return far(point, [from[0] + bone[0] * t, from[1] + bone[1] * t, from[2] + bone[2] * t]);
}

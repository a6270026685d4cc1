import type { FrameSize } from '../hand-pipeline/region.ts';
import { BODY, type SeenBody } from './decode-pose.ts';

/** A landmark that is surer than this to be in the picture and unhidden is used. */
const SEEN = 0.5;

type Point = { x: number; y: number };

/** Pixels, so that a wide picture does not bend angles. Null where any of the points is not seen. */
function seen(body: SeenBody, frame: FrameSize, ...points: number[]): Point[] | null {
	if (points.some((point) => body.visibility[point]! < SEEN)) return null;
	return points.map((point) => ({
		x: body.imageLandmarks[point * 3]! * frame.width,
		y: body.imageLandmarks[point * 3 + 1]! * frame.height
	}));
}
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * Trunk lean: the angle between the line from the hips' middle to the shoulders' middle and the picture's vertical.
 * unit   degrees, 0 upright, positive towards the right edge of the picture, -180..180
 * null   a hip or a shoulder is not seen; behind a table that is most of the time
 * limit  what leans towards the camera or away from it does not show in it, and a tilted camera adds its own tilt
 */
export function trunkLeanDegrees(body: SeenBody, frame: FrameSize): number | null {
	const points = seen(body, frame, BODY.leftHip, BODY.rightHip, BODY.leftShoulder, BODY.rightShoulder);
	if (!points) return null;
	const [leftHip, rightHip, leftShoulder, rightShoulder] = points as [Point, Point, Point, Point];
	const [hips, shoulders] = [between(leftHip, rightHip), between(leftShoulder, rightShoulder)];
	return (Math.atan2(shoulders.x - hips.x, hips.y - shoulders.y) * 180) / Math.PI;
}

export type Shoulders = { left: number | null; right: number | null };

/**
 * How far each shoulder lies below its ear, across the line between the shoulders' own direction.
 * unit   shoulder widths (distance between the two shoulders in the picture), positive below the ear
 * null   an ear or a shoulder is not seen
 */
export function shoulderDrop(body: SeenBody, frame: FrameSize): Shoulders {
	const both = seen(body, frame, BODY.leftShoulder, BODY.rightShoulder);
	if (!both) return { left: null, right: null };
	const [left, right] = both as [Point, Point];
	const [dx, dy] = [left.x - right.x, left.y - right.y];
	const width = Math.hypot(dx, dy);
	if (width === 0) return { left: null, right: null };
	// Across the shoulders, pointing down the body: down the picture as long as the head is above.
	const turned = dx >= 0 ? 1 : -1;
	const [downX, downY] = [(-dy / width) * turned, (dx / width) * turned];
	const drop = (shoulder: Point, ear: number): number | null => {
		const found = seen(body, frame, ear);
		return found ? ((shoulder.x - found[0]!.x) * downX + (shoulder.y - found[0]!.y) * downY) / width : null;
	};
	return { left: drop(left, BODY.leftEar), right: drop(right, BODY.rightEar) };
}

export type Posture = { ptsUs: number; trunkLeanDegrees: number | null; shoulderLift: Shoulders };

/**
 * Trunk lean and shoulder lift of a take, one for each frame that was looked at.
 *
 * Shoulder lift: how much higher than usual a shoulder is, measured from its ear; usual is the take's own median for that
 * side. Shoulder widths, 0 as usual, positive raised. Null where it cannot be seen. Pulling the head down or nodding
 * towards the camera looks the same as lifting both shoulders.
 */
export function postureSeries(
	bodies: readonly { ptsUs: number; body: SeenBody | null }[],
	frame: FrameSize
): Posture[] {
	const nobody: Shoulders = { left: null, right: null };
	const drops = bodies.map(({ body }) => (body ? shoulderDrop(body, frame) : nobody));
	const usual = { left: medianOf(drops.map((drop) => drop.left)), right: medianOf(drops.map((drop) => drop.right)) };
	const lift = (side: 'left' | 'right', drop: Shoulders): number | null =>
		drop[side] === null || usual[side] === null ? null : usual[side] - drop[side];
	return bodies.map(({ ptsUs, body }, i) => ({
		ptsUs,
		trunkLeanDegrees: body ? trunkLeanDegrees(body, frame) : null,
		shoulderLift: { left: lift('left', drops[i]!), right: lift('right', drops[i]!) }
	}));
}

function medianOf(values: readonly (number | null)[]): number | null {
	const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
	if (sorted.length === 0) return null;
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

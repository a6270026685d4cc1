import { normalAngle, type HandRegion } from '../hand-pipeline/region.ts';

/** The square reaches a quarter further than the circle around the body. */
const SCALE = 1.25;

/**
 * The turned square that the landmark network looks at: around the hips' middle, so large that the circle fits, turned so
 * that the circle's point is straight up.
 * hips, circle  pixels of the picture: of a `PersonSeen`, or of the last frame's pose (`decode-pose.ts`)
 */
export function regionOfPerson(hips: { x: number; y: number }, circle: { x: number; y: number }): HandRegion {
	const [dx, dy] = [circle.x - hips.x, circle.y - hips.y];
	return {
		x: hips.x,
		y: hips.y,
		side: 2 * Math.hypot(dx, dy) * SCALE,
		rotation: normalAngle(Math.PI / 2 - Math.atan2(-dy, dx))
	};
}

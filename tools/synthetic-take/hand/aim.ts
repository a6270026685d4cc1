import { fromAxes, type Quaternion } from '../geometry/quaternion.ts';
import { cross, scale, squareTo, unit, type Vector } from '../geometry/vector.ts';

/** The turn of a hand whose fingers point along `forward`, with the back of the hand as far towards `back` as can be. */
export function aim(forward: Vector, back: Vector): Quaternion {
	const z = scale(unit(forward), -1);
	const y = squareTo(back, z);
	return fromAxes(cross(y, z), y, z);
}

/** The unit vector from the wrist to the elbow, which stays where it is on its side of the person. */
export const armFrom = (wrist: Vector, elbow: Vector): Vector =>
	unit([elbow[0] - wrist[0], elbow[1] - wrist[1], elbow[2] - wrist[2]]);

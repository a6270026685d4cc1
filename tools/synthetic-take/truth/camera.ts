import { inverse, turnVector, type Quaternion } from '../geometry/quaternion.ts';
import { add, subtract, unit, type Vector } from '../geometry/vector.ts';
import { aim } from '../hand/aim.ts';

/** A camera without lens distortion: `fov` degrees from top to bottom, at `pos` metres, looking at `at`. */
export type View = { fov: number; pos: Vector; at: Vector };
export type Size = { width: number; height: number };

export const cameraTurn = (view: View): Quaternion => aim(subtract(view.at, view.pos), [0, 1, 0]);

/**
 * Where a point of the world is seen.
 * px     pixels from the top left corner of the picture; a pixel's middle is at .5; may lie outside the picture
 * depth  metres in front of the camera, along its axis
 */
export function project(view: View, { width, height }: Size, point: Vector): { px: [number, number]; depth: number } {
	const [x, y, z] = turnVector(inverse(cameraTurn(view)), subtract(point, view.pos));
	const focal = height / 2 / Math.tan((view.fov * Math.PI) / 360);
	return { px: [width / 2 + (focal * x) / -z, height / 2 - (focal * y) / -z], depth: -z };
}

/** The same camera `times` as far from what it looks at. */
export const fromAfar = (view: View, times: number): View => {
	const back = subtract(view.pos, view.at);
	return { ...view, pos: add(view.at, [back[0] * times, back[1] * times, back[2] * times]) };
};

/** The camera turned a little: degrees to the right and up, as a hand that holds it shakes. */
export function shaken(view: View, right: number, up: number): View {
	const turn = cameraTurn(view);
	const forward = subtract(view.at, view.pos);
	const far = Math.hypot(...forward);
	const rad = Math.PI / 180;
	const aside = turnVector(turn, [Math.tan(right * rad) * far, Math.tan(up * rad) * far, 0]);
	const aimed = unit(add(forward, aside));
	return { ...view, at: add(view.pos, [aimed[0] * far, aimed[1] * far, aimed[2] * far]) };
}

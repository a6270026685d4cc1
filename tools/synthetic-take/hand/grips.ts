import { fromAxes, inverse, multiply, turnVector } from '../geometry/quaternion.ts';
import { add, cross, distance, dot, mix, scale, squareTo, subtract, unit, type Vector } from '../geometry/vector.ts';
import { descend } from './descend.ts';
import { HIGHEST, LOWEST, type Fingers } from './fingers.ts';
import type { Digit } from './joints.ts';
import { padOf, poseDigit, type JointPose } from './kinematics.ts';
import type { Side } from './rest-pose.ts';

/**
 * A hand closed on a thing: its fingers, and where the thing is in the wrist's frame.
 * `axis` from the thumb to the fingers (for a wrap: along the cylinder), `approach` from the wrist to the thing, square
 * to the axis. Both are unit vectors.
 */
export type Grip = { side: Side; fingers: Fingers; centre: Vector; axis: Vector; approach: Vector };

const mirror = (side: Side, v: Vector): Vector => (side === 'right' ? v : [-v[0], v[1], v[2]]);

/** Pulls a little towards where the digit started, so that of many answers the most natural is taken. */
const strain = (angles: readonly number[], start: readonly number[]): number =>
	angles.reduce((sum, angle, i) => sum + ((angle - start[i]!) / 90) ** 2, 0) * 4e-7;

function reach(side: Side, digit: Digit, start: readonly number[], target: Vector): number[] {
	const kind = digit === 'thumb' ? 'thumb' : 'finger';
	return descend(start, LOWEST[kind], HIGHEST[kind], (angles) => {
		const pad = padOf(poseDigit(side, digit, angles).at(-1)!);
		return distance(pad, target) ** 2 + strain(angles, start);
	});
}

/** The middle between the pads, and the direction from thumb to fingers, in the wrist's frame of a right hand. */
const PINCH_CENTRE: Vector = [-0.012, -0.0835, -0.0925];
const PINCH_AXIS = unit([0.02, 0.2, -0.975]);
const START: Fingers = {
	thumb: [23, 50, 50, 28, -5],
	index: [50, 0, 24, 8],
	middle: [52, 0, 36, 4],
	ring: [50, 0, 45, 20],
	pinky: [55, -3, 45, 20]
};

/**
 * Pads on the opposite sides of a thing `width` metres wide. `around` degrees is how far the fingers spread round it:
 * 0 puts them side by side on one flat face. `digits` fingers touch, the rest curl away.
 */
export function pinch(side: Side, width: number, around: number, digits: 2 | 3 | 4): Grip {
	const centre = mirror(side, PINCH_CENTRE);
	const axis = mirror(side, PINCH_AXIS);
	const across = squareTo(mirror(side, [1, 0, 0]), axis);
	// The skin gives way a little: pads are kept 0.75 mm off the surface on each side.
	const half = width / 2 + 0.00075;
	const fingers = { ...START };
	fingers.thumb = reach(side, 'thumb', START.thumb, subtract(centre, scale(axis, half)));
	(['index', 'middle', 'ring', 'pinky'] as const).slice(0, digits).forEach((digit, i) => {
		const angle = ((i - (digits - 1) / 2) * around * Math.PI) / 180;
		const beside = around ? half * Math.sin(angle) : (i - (digits - 1) / 2) * 0.018;
		const ahead = around ? half * Math.cos(angle) : half;
		const target = add(centre, add(scale(axis, ahead), scale(across, beside)));
		fingers[digit] = reach(side, digit, START[digit], target);
	});
	return { side, fingers, centre, axis, approach: squareTo(centre, axis) };
}

/** Half the thickness of the palm and of a finger, metres: how far bones keep from what the skin touches. */
const PALM = 0.016;
const FLESH = 0.0085;

/** How far a point is from the line through `centre` along `axis`. Metres. */
const offAxis = (point: Vector, centre: Vector, axis: Vector): number => {
	const off = subtract(point, centre);
	return distance(off, scale(axis, dot(off, axis)));
};

/** The whole hand round an upright cylinder, thumb on the far side. */
export function wrap(side: Side, radius: number): Grip {
	const axis = unit(mirror(side, [-1, 0, 0.12]));
	const centre = mirror(side, [-0.004, -PALM - radius, -0.078]);
	const middles = (digit: Digit, angles: readonly number[]): Vector[] => {
		const joints = poseDigit(side, digit, angles);
		const bones = joints.slice(digit === 'thumb' ? 0 : 1);
		return bones.slice(1).map((joint, i) => mix(bones[i]!.at, joint.at, 0.6));
	};
	const close = (digit: Digit, start: readonly number[]): number[] => {
		const kind = digit === 'thumb' ? 'thumb' : 'finger';
		return descend(start, LOWEST[kind], HIGHEST[kind], (angles) => {
			const far = middles(digit, angles).map((point) => offAxis(point, centre, axis) - radius - FLESH);
			// Inside the thing is three times as wrong as off it.
			const wrong = far.reduce((sum, d) => sum + (d < 0 ? 9 : 1) * d * d, 0);
			return wrong + strain(angles, start);
		});
	};
	const fingers: Fingers = {
		thumb: close('thumb', [10, 30, 20, 10, 25]),
		index: close('index', [45, 0, 50, 30]),
		middle: close('middle', [45, 0, 50, 30]),
		ring: close('ring', [45, 0, 50, 30]),
		pinky: close('pinky', [45, 0, 50, 30])
	};
	return { side, fingers, centre, axis, approach: squareTo(centre, axis) };
}

/** The pads of the digits asked for, in the wrist's frame. */
export const padsOf = (grip: Grip, digits: readonly Digit[]): Vector[] =>
	digits.map((digit) => padOf(poseDigit(grip.side, digit, grip.fingers[digit]).at(-1)!));

/**
 * Where the wrist must be for the thing to be at `centre` with its grip axis along `axis` and the hand coming along
 * `approach`; both in the world, unit vectors, square to each other.
 */
export function wristFor(grip: Grip, centre: Vector, axis: Vector, approach: Vector): JointPose {
	const own = fromAxes(grip.axis, grip.approach, cross(grip.axis, grip.approach));
	const world = fromAxes(axis, approach, cross(axis, approach));
	const turn = multiply(world, inverse(own));
	return { at: subtract(centre, turnVector(turn, grip.centre)), turn };
}

import { fromEuler, inverse, multiply, noTurn, turnVector, type Quaternion } from '../geometry/quaternion.ts';
import { add, subtract, type Vector } from '../geometry/vector.ts';
import type { Fingers } from './fingers.ts';
import { CHAINS, DIGITS, PARENTS, POINTS, type Digit } from './joints.ts';
import { REST, type Side } from './rest-pose.ts';

export type JointPose = { at: Vector; turn: Quaternion };

/** The part of the hand that closes on a thing: in the tip's frame, metres. */
const PAD: Vector = [0, -0.0065, 0.002];

/** Each joint in the frame of the joint it hangs from, for the open hand. */
const LOCAL: Record<Side, readonly JointPose[]> = { left: localRest('left'), right: localRest('right') };

function localRest(side: Side): JointPose[] {
	return REST[side].map(({ at, turn }, i) => {
		const parent = PARENTS[i]! < 0 ? null : REST[side][PARENTS[i]!]!;
		if (!parent) return { at: [0, 0, 0], turn: noTurn };
		const back = inverse(parent.turn);
		return { at: turnVector(back, subtract(at, parent.at)), turn: multiply(back, turn) };
	});
}

/** What bends joint `place` (counted from the palm) of a digit: a turn in the joint's own rest frame. */
export function bend(side: Side, digit: Digit, place: number, angles: readonly number[]): Quaternion {
	// The left hand is the mirror image: the same flexion, the opposite spread and twist.
	const sign = side === 'right' ? 1 : -1;
	if (digit === 'thumb') {
		if (place === 0) return fromEuler(-angles[0]!, sign * angles[1]!, sign * angles[2]!);
		return place < 3 ? fromEuler(-angles[place + 2]!, 0, 0) : noTurn;
	}
	if (place === 1) return fromEuler(-angles[0]!, sign * angles[1]!, 0);
	return place === 2 || place === 3 ? fromEuler(-angles[place]!, 0, 0) : noTurn;
}

/** The turn of each of the 25 joints against the joint it hangs from: what the renderer sets on the bones. */
export function localTurns(side: Side, fingers: Fingers): Quaternion[] {
	const turns = LOCAL[side].map(({ turn }) => turn);
	for (const digit of DIGITS) {
		CHAINS[digit].forEach((joint, place) => {
			turns[joint] = multiply(turns[joint]!, bend(side, digit, place, fingers[digit]));
		});
	}
	return turns;
}

/** All 25 joints in the frame in which the wrist is given. Metres. */
export function poseJoints(side: Side, fingers: Fingers, wrist: JointPose): JointPose[] {
	const turns = localTurns(side, fingers);
	const poses: JointPose[] = [wrist];
	for (let i = 1; i < turns.length; i += 1) {
		const parent = poses[PARENTS[i]!]!;
		poses.push({
			at: add(parent.at, turnVector(parent.turn, LOCAL[side][i]!.at)),
			turn: multiply(parent.turn, turns[i]!)
		});
	}
	return poses;
}

/** One digit's joints alone, in the wrist's frame: what the solver turns and looks at thousands of times. */
export function poseDigit(side: Side, digit: Digit, angles: readonly number[]): JointPose[] {
	let parent: JointPose = { at: [0, 0, 0], turn: noTurn };
	return CHAINS[digit].map((joint, place) => {
		const local = LOCAL[side][joint]!;
		parent = {
			at: add(parent.at, turnVector(parent.turn, local.at)),
			turn: multiply(multiply(parent.turn, local.turn), bend(side, digit, place, angles))
		};
		return parent;
	});
}

export const padOf = (tip: JointPose): Vector => add(tip.at, turnVector(tip.turn, PAD));

/** The 21 points of a landmark model, at the bones. */
export const pointsOf = (joints: readonly JointPose[]): Vector[] => POINTS.map((i) => joints[i]!.at);

import { slerp, type Quaternion } from '../geometry/quaternion.ts';
import type { Vector } from '../geometry/vector.ts';
import type { JointPose } from '../hand/kinematics.ts';

const GRAVITY = 9.81;
/** Share of its speed that a wooden thing keeps when it bounces on a desk. */
const BOUNCE = 0.28;

export type Fall = { pose(t: number): JointPose; lands: number; rests: number };

/**
 * A thing let go at `t0`: it falls to where its middle is `rest` metres above the desk, bounces once and lies still at
 * `to`, turned as `turn` says. Air and slipping are left out: it moves level at one speed until it lies.
 */
export function fallFrom(start: JointPose, t0: number, to: Vector, turn: Quaternion): Fall {
	const rest = to[1];
	const drop = Math.sqrt((2 * Math.max(0, start.at[1] - rest)) / GRAVITY);
	const up = GRAVITY * drop * BOUNCE;
	const hop = (2 * up) / GRAVITY;
	const rests = t0 + drop + hop;
	return {
		lands: t0 + drop,
		rests,
		pose(t) {
			const share = Math.min(1, (t - t0) / (drop + hop));
			const fallen = t - t0;
			const hopped = fallen - drop;
			const height =
				fallen < drop ? start.at[1] - (GRAVITY / 2) * fallen ** 2 : rest + up * hopped - (GRAVITY / 2) * hopped ** 2;
			return {
				at: [
					start.at[0] + (to[0] - start.at[0]) * share,
					share === 1 ? rest : height,
					start.at[2] + (to[2] - start.at[2]) * share
				],
				turn: slerp(start.turn, turn, share)
			};
		}
	};
}

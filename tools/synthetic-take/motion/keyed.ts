import { slerp } from '../geometry/quaternion.ts';
import { add, mix, scale, type Vector } from '../geometry/vector.ts';
import { mixFingers, type Fingers } from '../hand/fingers.ts';
import type { JointPose } from '../hand/kinematics.ts';
import { bump, minimumJerk } from './ease.ts';

/** Where a hand is, and how, at `t` seconds. `over` lifts the way that leads here: its offset in the middle, metres. */
export type Key = { t: number; wrist: JointPose; fingers: Fingers; over?: Vector };

/** The hand at `t`, moving from key to key with the least jerk and at rest on each. Before and after: the end keys. */
export function keyedAt(keys: readonly Key[], t: number): { wrist: JointPose; fingers: Fingers } {
	const next = keys.findIndex((key) => key.t > t);
	if (next <= 0) return next === 0 ? keys[0]! : keys.at(-1)!;
	const [from, to] = [keys[next - 1]!, keys[next]!];
	const time = (t - from.t) / (to.t - from.t);
	const share = minimumJerk(time);
	const at = mix(from.wrist.at, to.wrist.at, share);
	return {
		wrist: {
			at: to.over ? add(at, scale(to.over, bump(time))) : at,
			turn: slerp(from.wrist.turn, to.wrist.turn, share)
		},
		fingers: mixFingers(from.fingers, to.fingers, share)
	};
}

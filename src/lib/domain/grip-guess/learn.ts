import type { GripGroup } from '../annotation/feix.ts';
import { SOFT } from './geometric-rules.ts';
import { POSE_FEATURES, type Pose } from './pose-features.ts';

/** A pose that this person has named. */
export type Example = { pose: Pose; group: GripGroup };

/** Labels of one group that count half of what any number of them could. */
const HALF = 1;
/** Half as much again as the geometric rules can say (`guess.ts`): this person's own labels overrule them in the end. */
const MOST = 6;
/** The squared distance from a group's middle, in `SOFT`, at which its examples say neither yes nor no. */
const NEUTRAL = 2;

/**
 * What the examples say of a pose for each group they name, -`MOST` to `MOST`: nearest centroid. A group's middle is the mean
 * of its examples; near it speaks for the group, far from it against. Groups without examples are left out.
 */
export function learnedFit(pose: Pose, examples: readonly Example[]): Map<GripGroup, number> {
	const groups = new Map<GripGroup, Example[]>();
	for (const example of examples) groups.set(example.group, [...(groups.get(example.group) ?? []), example]);
	return new Map(
		[...groups].map(([group, own]) => {
			const wrong = POSE_FEATURES.map((name) => {
				const middle = own.reduce((sum, one) => sum + one.pose[name], 0) / own.length;
				return ((pose[name] - middle) / SOFT[name]) ** 2;
			});
			const distance = wrong.reduce((sum, each) => sum + each, 0) / wrong.length;
			const says = MOST * Math.max(-1, 1 - distance / NEUTRAL);
			return [group, (says * own.length) / (own.length + HALF)];
		})
	);
}

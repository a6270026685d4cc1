import type { GripGroup } from '../annotation/feix.ts';
import { POSE_FEATURES, type Pose, type PoseFeature } from './pose-features.ts';

type Limits = Readonly<Partial<Record<PoseFeature, readonly [low: number, high: number]>>>;

/**
 * What the hand of each group looks like, from the taxonomy's own attributes (CONVENTIONS: opposition, which fingers stand
 * against the thumb, thumb abducted or not). Drawn by hand from those words and from the geometry of a hand, not fitted to
 * labelled grips: the person's own labels do that on their device (`learn.ts`).
 */
export const GROUP_LIMITS: Readonly<Record<GripGroup, Limits>> = {
	// Palm opposition: the fingers close round the thing, the thumb over them.
	G01: { curl1: [0.3, 0.9], curl2: [0.35, 0.9], curl3: [0.35, 0.9], curl4: [0.3, 0.9], gather: [0.4, 0.95], side: [0.35, 1.2], abduction: [0.35, 1.1], lead: [-0.15, 0.15] }, // prettier-ignore
	// The same with the thumb along the thing, beside the index finger.
	G02: { curl1: [0.45, 1], curl2: [0.5, 1], curl3: [0.5, 1], curl4: [0.45, 1], gather: [0.3, 0.85], side: [0.18, 0.6], pinch1: [0.5, 1.2], abduction: [0, 0.45] }, // prettier-ignore
	// Middle to little finger hold, the index finger lies stretched along the tool.
	G03: { curl1: [0, 0.25], curl2: [0.35, 1], curl3: [0.45, 1], curl4: [0.45, 1], lead: [0.25, 0.9], abduction: [0, 0.55] }, // prettier-ignore
	// Thumb and index finger round a thing, the others free.
	G04: { pinch1: [0.35, 0.8], opposing: [0.25, 0.25], curl1: [0.25, 0.65], abduction: [0.4, 1.1], lead: [-0.5, 0.1] },
	G05: { pinch1: [0.4, 1], pinch2: [0.4, 1], opposing: [0.5, 0.5], spread: [0.7, 1.5], pair: [0.28, 0.8], curl1: [0.15, 0.5], abduction: [0.5, 1.2] }, // prettier-ignore
	G06: { pinch1: [0.5, 1.1], pinch2: [0.5, 1.1], pinch3: [0.5, 1.1], opposing: [0.75, 0.75], curl1: [0.1, 0.5], spread: [0.85, 1.6], abduction: [0.5, 1.2] }, // prettier-ignore
	// Fingers through two rings that open and close.
	G07: { pinch2: [0.2, 0.75], curl1: [0.15, 0.45], curl2: [0.35, 0.8], lead: [0.1, 0.4], opposing: [0.25, 0.5] },
	// Between index and middle finger, the thumb takes no part.
	G08: { curl1: [0, 0.2], curl2: [0, 0.25], pair: [0.05, 0.28], pinch1: [0.55, 1.6], opposing: [0.25, 0.5] },
	// Two sticks, the lower one on the ring finger.
	G09: { pinch1: [0.1, 0.4], pinch2: [0.1, 0.45], curl1: [0.2, 0.45], curl3: [0.35, 0.7], lead: [0, 0.25], side: [0.1, 0.5] }, // prettier-ignore
	// The thumb's pad on the side of the bent index finger.
	G10: { side: [0, 0.18], curl1: [0.4, 0.95], pinch1: [0.2, 0.5], abduction: [0, 0.5], lead: [-0.2, 0.2] }, // prettier-ignore
	// A spoon: against the side of the middle finger, thumb beside it.
	G11: { side: [0, 0.35], curl1: [0.3, 0.65], curl3: [0.45, 0.9], pinch2: [0.15, 0.55], lead: [0.05, 0.35], abduction: [0, 0.5] }, // prettier-ignore
	// Pads: one, two, three or four fingers against the thumb.
	G12: { pinch1: [0.08, 0.45], pinch2: [0.45, 1.5], opposing: [0.25, 0.25], curl1: [0.2, 0.6] },
	G13: { pinch1: [0.08, 0.65], pinch2: [0.08, 0.65], pinch3: [0.5, 1.5], opposing: [0.5, 0.5], curl1: [0.15, 0.6] },
	G14: { pinch1: [0.08, 0.75], pinch2: [0.08, 0.75], pinch3: [0.08, 0.75], pinch4: [0.8, 1.6], opposing: [0.75, 0.75], curl1: [0.1, 0.55], curl4: [0, 0.3] }, // prettier-ignore
	G15: { pinch1: [0.08, 0.95], pinch2: [0.08, 0.95], pinch3: [0.08, 0.95], pinch4: [0.08, 0.95], opposing: [0.75, 1], curl1: [0.12, 0.5], curl2: [0.12, 0.5], gather: [0.75, 1.35] }, // prettier-ignore
	// Fingers stretched and side by side, the thumb flat under them.
	G16: { curl1: [0, 0.15], curl2: [0, 0.15], curl3: [0, 0.18], pinch1: [0.2, 0.9], abduction: [0, 0.5], pair: [0.05, 0.3] }, // prettier-ignore
	// A pen: three digits together, lying on the side of the middle finger.
	G17: { pinch1: [0.08, 0.35], pinch2: [0.12, 0.45], curl1: [0.25, 0.55], curl3: [0.4, 0.85], curl4: [0.4, 0.9], lead: [0.05, 0.35] } // prettier-ignore
};

/** How far outside its limits a feature is one unit wrong: about what a tracker's tremble and a thing's size do to it. */
export const SOFT: Readonly<Record<PoseFeature, number>> = {
	pinch1: 0.2,
	pinch2: 0.2,
	pinch3: 0.2,
	pinch4: 0.2,
	curl1: 0.12,
	curl2: 0.12,
	curl3: 0.12,
	curl4: 0.15,
	opposing: 0.2,
	side: 0.2,
	abduction: 0.2,
	lead: 0.12,
	spread: 0.3,
	pair: 0.15,
	gather: 0.2
};
/** One feature that is far off does not outweigh all others: a hidden finger tip is often far off. */
const MOST_WRONG = 4;

/** How well a pose fits a group, 0 best, mean over the group's features of the squared distance outside their limits, negative. */
export function geometricFit(pose: Pose, group: GripGroup): number {
	const limits = GROUP_LIMITS[group];
	const named = POSE_FEATURES.filter((name) => limits[name]);
	const wrong = named.map((name) => {
		const [low, high] = limits[name]!;
		const outside = Math.max(low - pose[name], pose[name] - high, 0) / SOFT[name];
		return Math.min(MOST_WRONG, outside * outside);
	});
	return -wrong.reduce((sum, each) => sum + each, 0) / named.length;
}

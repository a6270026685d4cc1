import { GRIP_GROUPS } from '../../schema/annotation.ts';
import type { GripGroup } from '../annotation/feix.ts';
import { geometricFit } from './geometric-rules.ts';
import { learnedFit, type Example } from './learn.ts';
import type { Pose } from './pose-features.ts';

/** `share`: of the weight of all 17 groups, 0..1. A way to order them, not a measured probability. */
export type Guess = { group: GripGroup; share: number; word: 'likely' | 'maybe' };

export const GUESSES = 3;
const LIKELY = 0.5;
/** Between a pose that fits a group and one that does not, in natural logarithms of their weights. */
const RULES_SAY = 4;

/** The groups that a pose looks most like, best first: geometric rules and the person's own examples, added. */
export function guessGroups(pose: Pose, examples: readonly Example[]): Guess[] {
	const learned = learnedFit(pose, examples);
	const fits = GRIP_GROUPS.map((group) => ({
		group,
		fit: RULES_SAY * Math.max(-1, geometricFit(pose, group)) + (learned.get(group) ?? 0)
	}));
	const most = Math.max(...fits.map(({ fit }) => fit));
	const all = fits.reduce((sum, { fit }) => sum + Math.exp(fit - most), 0);
	return fits
		.map(({ group, fit }) => ({ group, share: Math.exp(fit - most) / all }))
		.sort((a, b) => b.share - a.share)
		.slice(0, GUESSES)
		.map(({ group, share }) => ({ group, share, word: share >= LIKELY ? ('likely' as const) : ('maybe' as const) }));
}

import type { Vector } from '../geometry/vector.ts';
import { aim, armFrom } from '../hand/aim.ts';
import { RELAXED } from '../hand/fingers.ts';
import type { Chance } from '../motion/chance.ts';
import { bump } from '../motion/ease.ts';
import type { HandNow } from './script.ts';

/** A right hand of somebody who stands at the left of the picture, reaches in once and takes it back. */
export function otherHand(chance: Chance, seconds: number): (t: number) => HandNow[] {
	const enters = seconds * chance.between(0.2, 0.4);
	const stays = Math.min(seconds - enters, chance.between(1.8, 2.6));
	const far = chance.between(-0.16, -0.12);
	const elbow: Vector = [-0.75, 0.2, 0.12];
	return (t) => {
		const share = (t - enters) / stays;
		if (share <= 0 || share >= 1) return [];
		const at: Vector = [-0.55 + (far + 0.55) * bump(share), 0.09 - 0.02 * bump(share), 0.06];
		const wrist = { at, turn: aim([1, -0.1, -0.15], [0, 1, 0.35]) };
		return [{ side: 'right', person: 'other', wrist, fingers: RELAXED, arm: armFrom(at, elbow) }];
	};
}

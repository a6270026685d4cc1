import type { Vector } from '../geometry/vector.ts';
import type { Chance } from './chance.ts';

/** A slow wander about zero of at most `reach` on each axis: four sines with periods that do not fit together. */
export function swayFrom(chance: Chance, reach: number, hertz: number): (t: number) => Vector {
	const waves = [0, 1, 2].map(() =>
		[1, 1.63, 2.31, 3.17].map((rate) => ({
			rate: rate * hertz * chance.between(0.9, 1.1) * 2 * Math.PI,
			phase: chance.between(0, 2 * Math.PI)
		}))
	);
	const at = (axis: number, t: number): number =>
		waves[axis]!.reduce((sum, { rate, phase }) => sum + Math.sin(rate * t + phase), 0) * (reach / 4);
	return (t) => [at(0, t), at(1, t), at(2, t)];
}

import type { Vector } from '../geometry/vector.ts';
import { facing, gripOf, Handling, pickable, SIZES, wristOver } from './handling.ts';
import { momentOf, ONE_HAND_VIEW } from './hand-with-thing.ts';
import type { Script, ScriptMaker } from './script.ts';

/** One hand takes a thing, carries it across the desk, puts it down, and brings it back. */
export const pickAndPlace: ScriptMaker = (chance, thing): Script => {
	const kind = pickable(thing);
	const side = chance.pick(['right', 'left'] as const);
	const own = side === 'right' ? -1 : 1;
	const grip = gripOf(side, kind);
	const height = SIZES[kind][1] / 2;
	const near: Vector = [own * chance.between(0.05, 0.08), height, chance.between(0, 0.03)];
	const far: Vector = [-own * chance.between(0.06, 0.09), height, chance.between(-0.01, 0.02)];
	const yaws = [chance.between(4, 14), chance.between(28, 38)] as const;
	const above = (at: Vector, yaw: number) => wristOver(grip, [at[0] + own * 0.04, 0.09, at[2] - 0.09], yaw);

	const story = new Handling(grip, kind, above(near, yaws[0]), { at: near, turn: facing(grip, yaws[0]) });
	story.move(chance.between(0.3, 0.5), {});
	story.take(yaws[0], chance.between(0.8, 1.1));
	story.put(far, yaws[1], chance.between(1.2, 1.5), 0.1);
	story.retreat(above(far, yaws[1]), 0.6);
	story.take(yaws[1], chance.between(0.7, 0.9));
	story.put(near, yaws[0], chance.between(1.1, 1.3), 0.09);
	story.retreat(above(near, yaws[0]), 0.6);
	return {
		seconds: Math.ceil((story.now + 0.2) * 2) / 2,
		view: ONE_HAND_VIEW,
		events: story.events,
		idle: [],
		at: (t) => momentOf(story, kind, t)
	};
};

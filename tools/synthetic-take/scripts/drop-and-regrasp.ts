import type { Vector } from '../geometry/vector.ts';
import { fallFrom } from '../motion/fall.ts';
import { facing, gripOf, Handling, opened, pickable, SIZES, wristOver } from './handling.ts';
import { momentOf, ONE_HAND_VIEW } from './hand-with-thing.ts';
import type { Script, ScriptMaker } from './script.ts';

/** One hand takes a thing, loses it on the way, pauses, takes it again where it fell and puts it where it should go. */
export const dropAndRegrasp: ScriptMaker = (chance, thing): Script => {
	const kind = pickable(thing);
	const side = chance.pick(['right', 'left'] as const);
	const own = side === 'right' ? -1 : 1;
	const grip = gripOf(side, kind);
	const height = SIZES[kind][1] / 2;
	const start: Vector = [own * chance.between(0.06, 0.09), height, chance.between(-0.01, 0.02)];
	const slip: Vector = [own * chance.between(-0.01, 0.02), chance.between(0.1, 0.13), start[2]];
	const fallen: Vector = [slip[0] - own * chance.between(0.015, 0.035), height, slip[2] + chance.between(0.005, 0.03)];
	const goal: Vector = [-own * chance.between(0.08, 0.1), height, chance.between(-0.01, 0.02)];
	const [from, lost, to] = [chance.between(4, 14), chance.between(16, 26), chance.between(28, 38)];
	const home = wristOver(grip, [start[0] + own * 0.04, 0.09, start[2] - 0.09], from);
	const end = wristOver(grip, [goal[0] + own * 0.04, 0.09, goal[2] - 0.09], to);

	const story = new Handling(grip, kind, home, { at: start, turn: facing(grip, from) });
	story.move(0.3, {});
	story.take(from, chance.between(0.8, 1));
	story.phase('transport', 0.25);
	story.move(chance.between(0.7, 0.9), { wrist: wristOver(grip, slip, (from + lost) / 2) });
	// The grip gives way a moment before the thing goes.
	story.move(0.06, { fingers: opened(grip.fingers, 0.25) });
	story.event('drop');
	story.phase('drop', 0, false);
	const fall = fallFrom(story.thingAt(story.now), story.now, fallen, facing(grip, lost));
	story.thingGoes((t) => fall.pose(t));
	story.event('land', fall.lands - story.now);
	story.move(0.18, { fingers: opened(grip.fingers, 0.8) });
	story.phase('pause');
	story.move(chance.between(0.4, 0.6), {});
	story.take(lost, chance.between(0.6, 0.8));
	story.put(goal, to, chance.between(0.9, 1.1), 0.07);
	story.retreat(end, 0.6);
	return {
		seconds: Math.ceil((story.now + 0.2) * 2) / 2,
		view: ONE_HAND_VIEW,
		events: story.events,
		idle: [],
		at: (t) => momentOf(story, kind, t)
	};
};

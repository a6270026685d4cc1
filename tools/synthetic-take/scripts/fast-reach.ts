import { distance, type Vector } from '../geometry/vector.ts';
import { aim, armFrom } from '../hand/aim.ts';
import { mixFingers, RELAXED, SPREAD } from '../hand/fingers.ts';
import { keyedAt, type Key } from '../motion/keyed.ts';
import { ELBOWS, type Script, type ScriptMaker, type TakeEvent } from './script.ts';

/** The quickest a hand gets between two targets, metres a second at its peak. */
const PEAK = 2.1;
/** A least-jerk reach peaks at 15/8 of its mean speed. */
const PEAK_OVER_MEAN = 1.875;
/** A shorter way is no reach. Metres. */
const NEAREST = 0.13;

/** One hand darts from target to target as fast as hands do, and rests a moment on each. */
export const fastReach: ScriptMaker = (chance): Script => {
	const side = chance.pick(['right', 'left'] as const);
	const own = side === 'right' ? -1 : 1;
	const elbow = ELBOWS[side];
	const pose = (x: number, y: number, z: number): Key['wrist'] => {
		const forward: Vector = [(x - elbow[0]) * 0.5, -0.07, z - elbow[2]];
		return { at: [x, y, z], turn: aim(forward, [own * -0.1, 1, 0.3]) };
	};
	const targets = [
		pose(-0.13, 0.1, -0.1),
		pose(0.12, 0.11, -0.08),
		pose(0, 0.15, -0.01),
		pose(0.04, 0.1, -0.17),
		pose(-0.06, 0.19, -0.12)
	];
	const keys: Key[] = [];
	const events: TakeEvent[] = [];
	let t = 0;
	let place = Math.floor(chance.between(0, targets.length));
	const stand = (): void => {
		const wrist = targets[place]!;
		keys.push({ t, wrist, fingers: mixFingers(RELAXED, SPREAD, chance.between(0, 0.7)) });
	};
	stand();
	while (t < 5) {
		const from = targets[place]!;
		t += chance.between(0.35, 0.7);
		keys.push({ ...keys.at(-1)!, t });
		events.push({ t, kind: 'reach', hand: side });
		const far = targets.filter((target) => distance(target.at, from.at) > NEAREST);
		place = targets.indexOf(chance.pick(far));
		t += (distance(from.at, targets[place]!.at) * PEAK_OVER_MEAN) / (PEAK * chance.between(0.65, 1));
		stand();
		events.push({ t, kind: 'arrive', hand: side });
	}
	const seconds = Math.ceil((t + 0.4) * 2) / 2;
	return {
		seconds,
		view: { fov: 42, pos: [0, 0.43, 0.5], at: [0, 0.09, -0.02] },
		events,
		idle: [],
		at: (now) => {
			const last = events.findLast((event) => event.t <= now);
			const { wrist, fingers } = keyedAt(keys, now);
			return {
				phase: last?.kind === 'reach' ? 'reach' : 'rest',
				grip: false,
				hands: [{ side, person: 'self', wrist, fingers, arm: armFrom(wrist.at, elbow) }],
				things: []
			};
		}
	};
};

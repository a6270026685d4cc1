import { add, type Vector } from '../geometry/vector.ts';
import { aim, armFrom } from '../hand/aim.ts';
import { mixFingers, RELAXED, SPREAD } from '../hand/fingers.ts';
import type { Side } from '../hand/rest-pose.ts';
import { minimumJerk } from '../motion/ease.ts';
import { swayFrom } from '../motion/sway.ts';
import { ELBOWS, type HandNow, type Script, type ScriptMaker } from './script.ts';

/** Metres above the desk of the hand that passes below, and how much higher the other one passes. */
const LOW = 0.085;
const CLEAR = 0.07;

/** Two open hands change places twice, one above the other; the seed says which, how fast, how high and how far. */
export const crossing: ScriptMaker = (chance): Script => {
	const first = 1.2 + chance.between(0, 0.5);
	const takes = [chance.between(0.8, 1.5), chance.between(0.7, 1.3)] as const;
	const second = first + takes[0] + chance.between(0.7, 1.1);
	const seconds = Math.ceil((second + takes[1] + 1.1) * 2) / 2;
	const half = chance.between(0.115, 0.14);
	const above: Side = chance.pick(['left', 'right'] as const);
	const nearer: Side = chance.pick(['left', 'right'] as const);
	const apart = chance.between(0.01, 0.05);
	const looks = { left: chance.between(0, 1), right: chance.between(0, 1) };
	const sways = {
		left: swayFrom(chance.branch('left'), 0.006, 0.4),
		right: swayFrom(chance.branch('right'), 0.006, 0.4)
	};

	const hand = (side: Side, t: number): HandNow => {
		const there = minimumJerk((t - first) / takes[0]) - minimumJerk((t - second) / takes[1]);
		const own = side === 'right' ? -1 : 1;
		const x = own * half * (1 - 2 * there);
		// Highest where the hands meet: a hand that rises to let the other one through.
		const meeting = 4 * there * (1 - there);
		const height = LOW + (side === above ? 0.02 + (CLEAR - 0.02) * meeting : -0.015 * meeting);
		const z = -0.095 + (side === nearer ? apart : -apart) * meeting;
		const at = add([x, height + 0.02, z], sways[side](t)) as Vector;
		const elbow = ELBOWS[side];
		const forward: Vector = [(at[0] - elbow[0]) * 0.55, -0.07, (at[2] - elbow[2]) * 1.05];
		const back: Vector = [own * -0.12, 1, 0.25];
		return {
			side,
			person: 'self',
			wrist: { at, turn: aim(forward, back) },
			fingers: mixFingers(RELAXED, SPREAD, looks[side]),
			arm: armFrom(at, elbow)
		};
	};
	const [meet1, meet2] = [first + takes[0] / 2, second + takes[1] / 2];
	return {
		seconds,
		view: { fov: 42, pos: [0, 0.43, 0.5], at: [0, 0.09, -0.02] },
		events: [],
		idle: [],
		at: (t) => ({
			phase: Math.min(Math.abs(t - meet1), Math.abs(t - meet2)) < 0.4 ? 'crossing' : 'apart',
			grip: false,
			hands: [hand('right', t), hand('left', t)],
			things: []
		})
	};
};

import { add, type Vector } from '../geometry/vector.ts';
import { aim, armFrom } from '../hand/aim.ts';
import { mixFingers, RELAXED, SPREAD } from '../hand/fingers.ts';
import type { Side } from '../hand/rest-pose.ts';
import { keyedAt, type Key } from '../motion/keyed.ts';
import { swayFrom } from '../motion/sway.ts';
import { ELBOWS, type HandNow, type Script, type ScriptMaker } from './script.ts';

/** Two hands; one goes out at its side of the picture, stays away more than a second and comes back. */
export const leavingTheFrame: ScriptMaker = (chance): Script => {
	const goes = chance.pick(['right', 'left'] as const);
	const leaves = chance.between(1, 1.4);
	const gone = leaves + chance.between(0.6, 0.9);
	const comes = gone + chance.between(1, 1.4);
	const back = comes + chance.between(0.6, 0.9);
	const looks = { left: chance.between(0, 1), right: chance.between(0, 1) };
	const sways = {
		left: swayFrom(chance.branch('left'), 0.008, 0.35),
		right: swayFrom(chance.branch('right'), 0.008, 0.35)
	};
	const pose = (side: Side, x: number, y: number, z: number): Key['wrist'] => {
		const own = side === 'right' ? -1 : 1;
		const elbow = ELBOWS[side];
		const forward: Vector = [(x - elbow[0]) * 0.45, -0.07, z - elbow[2]];
		return { at: [x, y, z], turn: aim(forward, [own * -0.1, 1, 0.3]) };
	};
	const keysOf = (side: Side): Key[] => {
		const own = side === 'right' ? -1 : 1;
		const fingers = mixFingers(RELAXED, SPREAD, looks[side]);
		const here = pose(side, own * 0.12, 0.11, -0.1);
		const there = pose(side, own * 0.62, 0.13, -0.06);
		const again = pose(side, own * chance.between(0.09, 0.14), 0.11, -0.08);
		if (side !== goes) return [{ t: 0, wrist: here, fingers }];
		return [
			{ t: 0, wrist: here, fingers },
			{ t: leaves, wrist: here, fingers },
			{ t: gone, wrist: there, fingers },
			{ t: comes, wrist: there, fingers },
			{ t: back, wrist: again, fingers }
		];
	};
	const keys = { right: keysOf('right'), left: keysOf('left') };
	const hand = (side: Side, t: number): HandNow => {
		const { wrist, fingers } = keyedAt(keys[side], t);
		const at = add(wrist.at, sways[side](t));
		// The elbow goes along when the whole arm leaves.
		const elbow = add(ELBOWS[side], [(at[0] - Math.sign(ELBOWS[side][0]) * 0.12) * 0.8, 0, 0]);
		return { side, person: 'self', wrist: { at, turn: wrist.turn }, fingers, arm: armFrom(at, elbow) };
	};
	return {
		seconds: Math.ceil((back + 1) * 2) / 2,
		view: { fov: 42, pos: [0, 0.43, 0.5], at: [0, 0.09, -0.02] },
		events: [],
		idle: [],
		at: (t) => ({
			phase:
				t >= leaves && t < gone
					? 'leaving'
					: t >= gone && t < comes
						? 'away'
						: t >= comes && t < back
							? 'coming'
							: 'here',
			grip: false,
			hands: [hand('right', t), hand('left', t)],
			things: []
		})
	};
};

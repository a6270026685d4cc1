import type { Vector } from '../geometry/vector.ts';
import { aim, armFrom } from '../hand/aim.ts';
import { FIST, POINTING, RELAXED, SPREAD, type Fingers } from '../hand/fingers.ts';
import { keyedAt, type Key } from '../motion/keyed.ts';
import type { Script, ScriptMaker } from './script.ts';

const SHAPES: readonly Fingers[] = [SPREAD, FIST, POINTING, RELAXED];
const NAMES = ['flat', 'fist', 'pointing', 'relaxed'] as const;

/** One hand seen over the person's own shoulder, its back up: flat, a fist, pointing. A view that networks find hard. */
export const palmDown: ScriptMaker = (chance): Script => {
	const side = chance.pick(['right', 'left'] as const);
	const own = side === 'right' ? -1 : 1;
	const elbow: Vector = [own * 0.2, 0.14, -0.38];
	const pose = (x: number, y: number, z: number): Key['wrist'] => ({
		at: [own * x, y, z],
		turn: aim([-own * 0.12, -0.05, 1], [own * -0.05, 1, 0.05])
	});
	const starts: number[] = [];
	const keys: Key[] = [];
	let t = 0;
	let wrist = pose(0.1, 0.09, -0.14);
	keys.push({ t, wrist, fingers: RELAXED });
	for (const fingers of SHAPES) {
		starts.push(t);
		t += chance.between(0.6, 0.8);
		wrist = pose(chance.between(0.02, 0.13), chance.between(0.085, 0.1), chance.between(-0.16, -0.08));
		keys.push({ t, wrist, fingers });
		t += chance.between(0.5, 0.7);
		keys.push({ t, wrist, fingers });
	}
	return {
		seconds: Math.ceil((t + 0.1) * 2) / 2,
		view: { fov: 46, pos: [0, 0.46, -0.36], at: [0, 0.03, 0] },
		events: [],
		idle: [],
		at: (now) => {
			const hand = keyedAt(keys, now);
			const shape = starts.findLastIndex((start) => start <= now);
			return {
				phase: NAMES[shape]!,
				grip: false,
				hands: [{ side, person: 'self', ...hand, arm: armFrom(hand.wrist.at, elbow) }],
				things: []
			};
		}
	};
};

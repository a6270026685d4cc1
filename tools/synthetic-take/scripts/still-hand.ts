import type { Vector } from '../geometry/vector.ts';
import { aim, armFrom } from '../hand/aim.ts';
import { mixFingers, RELAXED, SPREAD } from '../hand/fingers.ts';
import { ELBOWS, type HandNow, type Script, type ScriptMaker } from './script.ts';

/** One hand that does not move at all, not even to tremble: whatever moves in its landmarks is the network's own. */
export const stillHand: ScriptMaker = (chance): Script => {
	const side = chance.pick(['right', 'left'] as const);
	const own = side === 'right' ? -1 : 1;
	const at: Vector = [own * chance.between(0.02, 0.07), chance.between(0.1, 0.13), chance.between(-0.12, -0.08)];
	const elbow = ELBOWS[side];
	const forward: Vector = [(at[0] - elbow[0]) * 0.5, -0.06, at[2] - elbow[2]];
	const hand: HandNow = {
		side,
		person: 'self',
		wrist: { at, turn: aim(forward, [own * -0.1, 1, 0.3]) },
		fingers: mixFingers(RELAXED, SPREAD, chance.between(0.2, 0.8)),
		arm: armFrom(at, elbow)
	};
	return {
		seconds: 5,
		view: { fov: 38, pos: [0, 0.4, 0.46], at: [0, 0.08, -0.02] },
		events: [],
		idle: [[0, 5]],
		at: () => ({ phase: 'still', grip: false, hands: [hand], things: [] })
	};
};

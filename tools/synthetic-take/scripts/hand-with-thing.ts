import { armFrom } from '../hand/aim.ts';
import { keyedAt } from '../motion/keyed.ts';
import type { View } from '../truth/camera.ts';
import { SIZES, type Handling } from './handling.ts';
import { ELBOWS, type Moment } from './script.ts';

/** The camera before a person who handles one thing. */
export const ONE_HAND_VIEW: View = { fov: 38, pos: [0, 0.36, 0.46], at: [0, 0.06, -0.035] };

/** The story of one hand and one thing, at one moment. */
export function momentOf(handling: Handling, kind: 'cube' | 'ball', t: number): Moment {
	const { side } = handling.grip;
	const { wrist, fingers } = keyedAt(handling.keys, t);
	const thing = handling.thingAt(t);
	return {
		...handling.phaseAt(t),
		hands: [{ side, person: 'self', wrist, fingers, arm: armFrom(wrist.at, ELBOWS[side]) }],
		things: [{ kind, size: SIZES[kind], ...thing }]
	};
}

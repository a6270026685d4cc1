import { crossing } from './crossing.ts';
import { dropAndRegrasp } from './drop-and-regrasp.ts';
import { fastReach } from './fast-reach.ts';
import { leavingTheFrame } from './leaving-the-frame.ts';
import { palmDown } from './palm-down.ts';
import { pickAndPlace } from './pick-and-place.ts';
import type { ScriptMaker } from './script.ts';
import { stillHand } from './still-hand.ts';
import { twoHandUnscrewing } from './two-hand-unscrewing.ts';

export const SCRIPTS = {
	'pick-and-place': pickAndPlace,
	crossing: crossing,
	'drop-and-regrasp': dropAndRegrasp,
	'two-hand-unscrewing': twoHandUnscrewing,
	'leaving-the-frame': leavingTheFrame,
	'still-hand': stillHand,
	'fast-reach': fastReach,
	'palm-down': palmDown
} as const satisfies Record<string, ScriptMaker>;

export type ScriptName = keyof typeof SCRIPTS;
export const SCRIPT_NAMES = Object.keys(SCRIPTS) as ScriptName[];

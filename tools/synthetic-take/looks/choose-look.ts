import type { Chance } from '../motion/chance.ts';
import type { TakeOptions } from '../options.ts';
import { SKINS } from './skins.ts';

/** Colours as `#rrggbb`. `key` degrees round the desk, 0 at the camera, 90 at its right. */
export type Look = {
	skin: number;
	skinColour: string;
	palmPaler: number;
	otherColour: string;
	otherPalmPaler: number;
	sleeve: string;
	otherSleeve: string;
	/** The wood's light and dark, and whether a sheet of paper lies on it. */
	desk: [string, string];
	paper: boolean;
	thing: string;
	key: number;
	keyHeight: number;
	backlit: boolean;
	exposure: number;
};

const DESKS: readonly [string, string][] = [
	['#cfae7c', '#a8824e'],
	['#b98d5e', '#94693f'],
	['#85878b', '#5d6066'],
	['#bdb09c', '#94866f'],
	['#6f4f38', '#553a28']
];
const SLEEVES = ['#26427a', '#7a2f2c', '#3d5c46', '#4a4a4f', '#8a7a52'] as const;
const THINGS = ['#35a55a', '#c8452f', '#2f6fc8', '#d9a420'] as const;

/** Everything that is seen but not measured. The seed chooses what the options leave open. */
export function chooseLook(options: TakeOptions, chance: Chance): Look {
	const drawn = Math.floor(chance.between(0, SKINS.length));
	const skin = options.skin < 0 ? drawn : Math.min(SKINS.length - 1, Math.floor(options.skin));
	const other = (skin + 2 + Math.floor(chance.between(0, 2))) % SKINS.length;
	const sleeve = chance.pick(SLEEVES);
	return {
		skin,
		skinColour: SKINS[skin]!.colour,
		palmPaler: SKINS[skin]!.palm,
		otherColour: SKINS[other]!.colour,
		otherPalmPaler: SKINS[other]!.palm,
		sleeve,
		otherSleeve: SLEEVES[(SLEEVES.indexOf(sleeve) + 1) % SLEEVES.length]!,
		desk: chance.pick(DESKS),
		paper: chance.next() < 0.6,
		thing: chance.pick(THINGS),
		key: options.backlit ? 180 : (options.key ?? chance.between(-70, 70)),
		keyHeight: options.backlit ? 0.45 : chance.between(0.9, 1.4),
		backlit: options.backlit,
		exposure: options.exposure
	};
}

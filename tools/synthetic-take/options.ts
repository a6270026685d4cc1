import { parseArgs } from 'node:util';
import { SCRIPT_NAMES, type ScriptName } from './scripts/all.ts';
import type { ThingKind } from './scripts/script.ts';

/** What a take is made from. The same options give the same take. */
export type TakeOptions = {
	script: ScriptName;
	seed: number;
	width: number;
	height: number;
	fps: number;
	/** What is handled where the script handles something. */
	object: ThingKind;
	/** Place in `SKINS`, 0 the lightest; −1: the seed chooses. */
	skin: number;
	/** Times the light of a usual room: 0.15 is too dark, 4 too bright. */
	exposure: number;
	/** The strongest light stands behind the hands and looks into the lens. */
	backlit: boolean;
	/** Where the key light stands, degrees round the desk: 0 in front, 90 to the right; null: the seed chooses. */
	key: number | null;
	/** Radius of the blur of a lens that is out of focus, pixels. */
	defocus: number;
	/** Standard deviation of the sensor's noise in the middle tones, of 255. */
	noise: number;
	/** Share of a frame's time the shutter is open, 0..1: how far motion blurs. */
	shutter: number;
	/** How far the camera turns in the hand that holds it, degrees. */
	shake: number;
	/** Times as far from the desk as the script puts the camera. */
	distance: number;
	/** Degrees from top to bottom of the picture; null: the script's. */
	fov: number | null;
	/** False: the same desk without a hand. */
	hands: boolean;
	/** A second person reaches into the picture. */
	secondPerson: boolean;
	/** Seconds before and after the task in which nothing is done. */
	idleHead: number;
	idleTail: number;
	/** Share of the frames that the camera loses, 0..1; the times of the others stay. */
	drop: number;
};

const COMMON = {
	width: 640,
	height: 480,
	fps: 30,
	object: 'cube' as ThingKind,
	skin: -1,
	exposure: 1,
	backlit: false,
	key: null,
	defocus: 0,
	noise: 1.5,
	shutter: 0.5,
	shake: 0,
	distance: 1,
	fov: null,
	hands: true,
	secondPerson: false,
	idleHead: 0,
	idleTail: 0,
	drop: 0
};

export const optionsFor = (script: ScriptName, seed: number, changes: Partial<TakeOptions> = {}): TakeOptions => ({
	...COMMON,
	script,
	seed,
	...changes
});

const KINDS: readonly ThingKind[] = ['cube', 'ball'];

export const USAGE = `npm run synthetic-take -- --script NAME --seed N --out DIR [options]
  scripts      ${SCRIPT_NAMES.join(', ')}
  --name       file name without its ending (NAME-seedN)
  --size WxH --fps N --fov DEG --distance TIMES --shake DEG
  --object ${KINDS.join('|')}  --skin 0..5  --no-hands  --second-person
  --exposure TIMES  --backlit  --key DEG  --defocus PX  --noise SD  --shutter 0..1
  --idle-head S --idle-tail S --drop SHARE
  --frames N   only the first N frames`;

export type Command = { options: TakeOptions; out: string; name: string; frames: number | null };

/** The command line as options. Throws with plain words where it says something that cannot be. */
export function parseCommand(args: readonly string[]): Command {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	const { values } = parseArgs({
		args: [...args],
		options: {
			script: text,
			seed: text,
			out: text,
			name: text,
			size: text,
			fps: text,
			fov: text,
			distance: text,
			shake: text,
			object: text,
			skin: text,
			'no-hands': flag,
			'second-person': flag,
			exposure: text,
			backlit: flag,
			key: text,
			defocus: text,
			noise: text,
			shutter: text,
			'idle-head': text,
			'idle-tail': text,
			drop: text,
			frames: text
		}
	});
	const number = <T>(name: keyof typeof values, low: number, high: number, otherwise: T): number | T => {
		const given = values[name];
		if (given === undefined) return otherwise;
		const value = Number(given);
		if (!(value >= low && value <= high))
			throw new Error(`--${String(name)} goes from ${low} to ${high}, not "${given}".`);
		return value;
	};
	const script = SCRIPT_NAMES.find((name) => name === values.script);
	if (!script) throw new Error(`There is no script "${values.script ?? ''}". There are: ${SCRIPT_NAMES.join(', ')}.`);
	const object = KINDS.find((kind) => kind === (values.object ?? 'cube'));
	if (!object) throw new Error(`--object is one of ${KINDS.join(', ')}.`);
	if (!values.out) throw new Error('--out names the folder for the two files.');
	const seed = number('seed', 0, 0xffffffff, 1);
	const size = /^(\d{2,4})x(\d{2,4})$/.exec(values.size ?? '640x480');
	if (!size || Number(size[1]) % 2 || Number(size[2]) % 2) throw new Error('--size is WIDTHxHEIGHT, both even.');
	const options: TakeOptions = {
		script,
		seed: Math.floor(seed),
		width: Number(size[1]),
		height: Number(size[2]),
		fps: number('fps', 1, 120, COMMON.fps),
		object,
		skin: number('skin', 0, 5, COMMON.skin),
		exposure: number('exposure', 0.02, 20, COMMON.exposure),
		backlit: values.backlit ?? false,
		key: number('key', -180, 180, COMMON.key),
		defocus: number('defocus', 0, 40, COMMON.defocus),
		noise: number('noise', 0, 60, COMMON.noise),
		shutter: number('shutter', 0, 1, COMMON.shutter),
		shake: number('shake', 0, 20, COMMON.shake),
		distance: number('distance', 0.3, 5, COMMON.distance),
		fov: number('fov', 10, 100, COMMON.fov),
		hands: !values['no-hands'],
		secondPerson: values['second-person'] ?? false,
		idleHead: number('idle-head', 0, 30, 0),
		idleTail: number('idle-tail', 0, 30, 0),
		drop: number('drop', 0, 0.9, 0)
	};
	const name = values.name ?? `${script}-seed${options.seed}`;
	return { options, out: values.out, name, frames: number('frames', 1, 10_000, null) };
}

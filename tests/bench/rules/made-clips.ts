import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TakeMeasures } from '../../../src/lib/domain/quality/judge-take.ts';
import type { RuleId } from '../../../src/lib/schema/quality.ts';
import { hasShared, sampleFile, sharedFile } from '../../e2e/media.ts';

/**
 * A clip file with something planted.
 * plants  rules that have to speak; `may`: rules that may, because the tracker loses what is spoilt so, or because it is the
 *         same thing seen otherwise
 * sharpAs  another clip of the same camera, whose picture is this one's still scene
 */
export type ClipCase = {
	name: string;
	path: string;
	plants: RuleId[];
	may: RuleId[];
	more?: Partial<TakeMeasures>;
	sharpAs?: string;
};

type Plan = Omit<ClipCase, 'path' | 'name'> & { args: string[] };

/** Whatever a tracker that finds no hand, or another one, makes of a clip. */
const TRACKING: RuleId[] = [
	'hand_visibility', 'longest_gap', 'both_hands', 'distance', 'margin', 'idle', 'other_hands', 'anatomy', 'sharpness', 'motion_blur', 'backlight', 'shake'
]; // prettier-ignore

const RANGE = { timeRangeS: { min: 2, max: 20 } };
/** The samples are bright: the clean ones are brought to the middle of what is accepted. */
const lit = (gain: number, offset = 16): string => `lutyuv=y='clip(${offset}+(val-16)*${gain},0,255)'`;
const CLEAN = lit(0.72);
const grasp = ['-ss', '2.7', '-t', '4', '-i', sampleFile('grasp')];
const cross = ['-ss', '1.7', '-t', '6', '-i', sampleFile('cross')];
const filter = (source: string[], ...filters: string[]): string[] => [...source, '-vf', filters.join(',')];

/** Box of the hand on each frame of the piece of `grasp` used here, as a stream of grey masks: white where the hand is. */
function handMasks(folder: string): string {
	const truth = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../media/grasp.json'), 'utf8')) as {
		frames: { hands: { px: [number, number][] }[] }[];
	};
	const boxes = truth.frames.slice(81, 201).map(({ hands }) => {
		const [xs, ys] = [0, 1].map((axis) => hands[0]!.px.map((point) => point[axis]!)) as [number[], number[]];
		return { x: Math.min(...xs) - 26, y: Math.min(...ys) - 26, w: Math.max(...xs) - Math.min(...xs) + 52, h: Math.max(...ys) - Math.min(...ys) + 52 }; // prettier-ignore
	});
	const file = join(folder, 'masks.gray');
	const [width, height] = [160, 120];
	const bytes = Buffer.alloc(width * height * boxes.length);
	boxes.forEach((box, n) => {
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const inside = x * 4 >= box.x && x * 4 < box.x + box.w && y * 4 >= box.y && y * 4 < box.y + box.h;
				bytes[(n * height + y) * width + x] = inside ? 255 : 0;
			}
	});
	execFileSync('dd', [`of=${file}`, 'status=none'], { input: bytes });
	return file;
}

const plans = (folder: string): Record<string, Plan> => ({
	'one hand, good': { args: filter(grasp, CLEAN), plants: [], may: [] },
	'one hand, good, earlier': { args: filter(['-t', '4', '-i', sampleFile('grasp')], CLEAN), plants: [], may: [] },
	'two hands, good': {
		args: filter(cross, 'setpts=PTS/2', 'fps=30', CLEAN), plants: [], may: [], more: { hands: 'both' }
	},
	dark: { args: filter(grasp, lit(0.2)), plants: ['light'], may: TRACKING },
	'very dark': { args: filter(grasp, lit(0.08)), plants: ['light'], may: TRACKING },
	bright: { args: filter(grasp, lit(1.3)), plants: ['light'], may: TRACKING },
	'no detail left': { args: filter(grasp, lit(3, -250)), plants: ['light'], may: TRACKING },
	backlit: {
		args: [...grasp, '-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '160x120', '-r', '30', '-i', handMasks(folder), '-filter_complex',
			`[0]${lit(1)},format=yuv444p[b];[0]${lit(0.24)},format=yuv444p[d];[1]scale=640:480,boxblur=8,format=yuv444p,lutyuv=u=val:v=val[m0];[m0]geq=lum='lum(X,Y)':cb='lum(X,Y)':cr='lum(X,Y)'[m];[b][d][m]maskedmerge[v]`, '-map', '[v]', '-shortest'],
		plants: ['backlight'], may: ['light', ...TRACKING]
	},
	'lens that hunts': { args: filter(grasp, CLEAN, "gblur=sigma=4:enable='lt(mod(t,1.6),0.8)'"), plants: ['sharpness'], may: ['motion_blur', 'anatomy'] },
	'out of focus all along': { args: filter(grasp, CLEAN, 'gblur=sigma=4'), plants: ['sharpness'], may: ['motion_blur', 'anatomy'], sharpAs: 'one hand, good' },
	'long exposure': { args: filter(grasp, CLEAN, 'tmix=frames=5'), plants: ['motion_blur'], may: ['sharpness', 'anatomy', 'hand_visibility'] },
	'one hand where two are asked for': { args: filter(grasp, CLEAN), plants: ['both_hands'], may: [], more: { hands: 'both' } },
	'too near': { args: filter(grasp, CLEAN, 'crop=iw/1.7:ih/1.7:iw*0.1:ih*0.13', 'scale=640:480'), plants: ['distance'], may: [...TRACKING, 'light'] },
	'too far': { args: filter(grasp, CLEAN, 'scale=iw*0.28:-2', 'pad=640:480:230:170:0x9a8a78'), plants: ['distance'], may: [...TRACKING, 'light'] },
	'at the edge': { args: filter(grasp, CLEAN, 'crop=iw-190:ih:0:0', 'pad=640:480:190:0:0x9a8a78'), plants: ['margin'], may: ['distance', 'hand_visibility', 'longest_gap', 'anatomy', 'idle', 'sharpness', 'motion_blur'] },
	'two right hands': { args: [...grasp, '-filter_complex', `[0]${CLEAN},split[a][b];[a][b]hstack`], plants: ['other_hands'], may: TRACKING },
	'still at the start': { args: filter(grasp, CLEAN, 'tpad=start_duration=1.6:start_mode=clone'), plants: ['idle'], may: ['shake'] },
	'still at the end': { args: filter(grasp, CLEAN, 'tpad=stop_duration=1.6:stop_mode=clone'), plants: ['idle'], may: ['shake'] },
	'12 frames a second': { args: filter(grasp, CLEAN, 'fps=12'), plants: ['cadence'], may: [] },
	'dropped frames': { args: [...filter(grasp, CLEAN, "select='not(between(t,1.5,1.9))'"), '-fps_mode', 'vfr'], plants: ['cadence'], may: [] },
	'too short': { args: filter(['-ss', '2.7', '-t', '1.6', '-i', sampleFile('grasp')], CLEAN), plants: ['duration'], may: ['idle'] },
	'too long': { args: filter(grasp, CLEAN), plants: ['duration'], may: [], more: { timeRangeS: { min: 1, max: 3 } } }
}); // prettier-ignore

/** Clips of real hands, where they are beside the checkout. Only what was done to them is asked of them. */
const realPlans = (): Record<string, Plan> => {
	const of = (name: string, ...filters: string[]) =>
		filter(['-t', '4', '-i', sharedFile(`media/${name}`)], ...(filters.length > 0 ? filters : ['null']));
	const gestures = 'derived/hand-gestures-vp8-640x360.webm';
	return {
		'real hand': { args: of(gestures), plants: [], may: ['idle', 'anatomy', 'motion_blur', 'distance'] },
		'real hand, dark': { args: of('derived/hand-gestures-dark-640x360.mp4'), plants: ['light'], may: TRACKING },
		'real hand, out of focus': { args: of('derived/hand-gestures-defocus-640x360.mp4'), plants: ['sharpness'], may: TRACKING, sharpAs: 'real hand' },
		'real hand, nine frames in one': { args: of('derived/hand-gestures-motionblur-640x360.mp4'), plants: [], may: TRACKING },
		'real desk, no hand': { args: of('derived/no-hands-desk-640x360.mp4'), plants: ['hand_visibility', 'longest_gap', 'idle'], may: [] },
		'real hand that comes late': { args: of('derived/hand-enters-frame-640x360.mp4'), plants: ['hand_visibility', 'longest_gap'], may: TRACKING },
		'real desk that shakes': { args: of('derived/desk-hand-cam0-h264.mp4', "crop=660:660:30+20*sin(2*PI*2.3*t):30+20*cos(2*PI*1.7*t)"), plants: ['shake'], may: [...TRACKING, 'light'] },
		'real desk, still': { args: of('derived/desk-hand-cam0-h264.mp4', 'crop=660:660:30:30'), plants: [], may: TRACKING.filter((rule) => rule !== 'shake').concat('light') }
	}; // prettier-ignore
};

/** Makes every clip in `folder`; takes about a second each. */
export function makeClips(folder: string): ClipCase[] {
	const all = { ...plans(folder), ...(hasShared ? realPlans() : {}) };
	return Object.entries(all).map(([name, { args, more, ...plan }]) => {
		const path = join(folder, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.mp4`);
		const output = ['-an', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-pix_fmt', 'yuv420p', '-y', path];
		execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...args, ...output]);
		return { name, path, ...plan, more: { ...RANGE, ...more } };
	});
}

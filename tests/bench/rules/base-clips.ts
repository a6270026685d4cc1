import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LumaPlane } from '../../../src/lib/domain/quality/measure-look.ts';
import type { TrackedHand } from '../../../src/lib/schema/track.ts';
import { sampleFile } from '../../e2e/media.ts';

/** A synthetic clip with its exact truth: every frame as a small grey plane, and the hands on it. */
export type BaseClip = { name: 'grasp' | 'cross'; fps: number; planes: LumaPlane[]; hands: TrackedHand[][] };

/** As the worker draws them. */
const WIDTH = 384;

type Truth = {
	fps: number;
	width: number;
	height: number;
	frames: { hands: { side: 'left' | 'right'; px: [number, number][]; w3: [number, number, number][] }[] }[];
};

export function readBaseClip(name: BaseClip['name']): BaseClip {
	const truth = JSON.parse(readFileSync(resolve(import.meta.dirname, `../../media/${name}.json`), 'utf8')) as Truth;
	const height = Math.round((truth.height / truth.width) * WIDTH);
	const bytes = execFileSync(
		'ffmpeg',
		[
			'-v',
			'error',
			'-i',
			sampleFile(name),
			'-vf',
			`scale=${WIDTH}:${height}:flags=area,format=gray`,
			'-f',
			'rawvideo',
			'-'
		],
		{ maxBuffer: 1 << 28 }
	);
	const size = WIDTH * height;
	const planes = truth.frames.map((_, i) => ({
		luma: new Uint8Array(bytes.subarray(i * size, (i + 1) * size)),
		width: WIDTH,
		height
	}));
	const hands = truth.frames.map((frame) =>
		frame.hands.map(({ side, px, w3 }): TrackedHand => ({
			side,
			rawLabel: side,
			handednessScore: 0.97,
			presence: null,
			landmarkConfidence: null,
			imageLandmarks: Float32Array.from(px.flatMap(([x, y]) => [x / truth.width, y / truth.height, 0])),
			worldLandmarks: Float32Array.from(w3.flat())
		}))
	);
	return { name, fps: truth.fps, planes, hands };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Exact landmarks of a rendered clip: for each frame the hands, 21 points each in pixels. */
export type ClipTruth = {
	fps: number;
	width: number;
	height: number;
	frames: { i: number; hands: { side: 'left' | 'right'; px: [number, number][]; vis?: number[] }[] }[];
};
export type SyntheticClip = { name: string; video: string; truth: ClipTruth };

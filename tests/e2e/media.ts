import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const shared = resolve(root, '../shared');

/** True where the real clips lie beside the checkout. Without them the same journeys run on the synthetic clips. */
export const hasShared = existsSync(resolve(shared, 'media'));
export const sharedFile = (path: string): string => resolve(shared, path);
export const sampleFile = (name: 'grasp' | 'cross'): string => resolve(root, `static/samples/${name}.mp4`);
/** The first `frames` of the synthetic clip (30 a second), its packets as they are: behind 32, 60 and 122 no picture is missing. */
export function sampleStart(file: string, frames: number): string {
	execFileSync('ffmpeg', [
		'-v',
		'error',
		'-y',
		'-i',
		sampleFile('grasp'),
		'-frames:v',
		String(frames),
		'-c',
		'copy',
		file
	]);
	return file;
}
/** Frames that `realClip` has: behind the last one no picture is missing, in whatever order they are decoded. */
export const REAL_FRAMES = 152;
/** The first five seconds of a real webcam clip (1280×720, 30 frames a second), its packets as they are, as `file`. */
export function realClip(file: string): string {
	const whole = sharedFile('media/clips/hand-gestures-webcam-1280x720.mp4');
	execFileSync('ffmpeg', [
		'-v',
		'error',
		'-y',
		'-i',
		whole,
		'-frames:v',
		String(REAL_FRAMES),
		'-c',
		'copy',
		'-an',
		file
	]);
	return file;
}
export const NO_SHARED = 'real media (../shared) is not beside this checkout';

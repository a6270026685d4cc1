import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasShared, sampleFile, sharedFile } from './media.ts';

const exec = promisify(execFile);

/** A motion-JPEG file that Chromium's fake camera can play, made from a clip; made once for a machine. */
export const cameraFrom = (clip: string, name: string): Promise<string> => makeCamera(name, ['-i', clip, '-an']);

async function makeCamera(name: string, input: string[]): Promise<string> {
	const path = join(tmpdir(), `handloom-camera-${name}.mjpeg`);
	if (existsSync(path)) return path;
	const folder = await mkdtemp(join(tmpdir(), 'handloom-camera-'));
	const part = join(folder, 'part.mjpeg');
	await exec('ffmpeg', ['-loglevel', 'error', ...input, '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg', part]);
	await rename(part, path);
	return path;
}

/** The synthetic hand as a camera: 640×480 at 30 frames a second. */
export const sampleCamera = (): Promise<string> => cameraFrom(sampleFile('grasp'), 'grasp');

/**
 * The synthetic hand at work, forth and back so that nothing jumps: lit as it should be, in the dark, or leaving the picture
 * for a second and a half of every four.
 */
export function workingCamera(light: 'good' | 'dark' | 'leaving'): Promise<string> {
	const gain = light === 'dark' ? 0.2 : 0.72;
	const leaves = "pad=1280:480:0:0:0x9a8a78,crop=640:480:x='if(lt(mod(t,4),2.5),0,600)':y=0";
	const filter = [
		`trim=2.7:6.7,setpts=PTS-STARTPTS,colorchannelmixer=rr=${gain}:gg=${gain}:bb=${gain},split[a][b];[b]reverse[r];[a][r]concat`,
		...(light === 'leaving' ? [leaves] : []),
		// The fake camera reads no other.
		'format=yuvj420p'
	].join(',');
	return makeCamera(`working-${light}`, ['-i', sampleFile('grasp'), '-an', '-vf', filter]);
}

/** A real hand where the real media lie beside the checkout, else the synthetic one. */
export const handCamera = async (): Promise<string> =>
	hasShared ? sharedFile('media/derived/fake-camera-hand-640x360.mjpeg') : sampleCamera();

/**
 * A real hand that bends its thumb for nine seconds and holds an open palm up for three, again and again. Each part runs
 * forth and back, so that nothing jumps.
 */
export async function palmCamera(): Promise<string> {
	const part = (name: string, from: number, to: number, seconds: number) =>
		[
			`[0]fps=30,trim=${from}:${to},setpts=PTS-STARTPTS,split[${name}a][${name}b]`,
			`[${name}b]reverse[${name}r]`,
			`[${name}a][${name}r]concat,loop=-1:${Math.round((to - from) * 60)},trim=0:${seconds},setpts=PTS-STARTPTS[${name}]`
		].join(';');
	const filter = `${part('work', 0.6, 1, 9)};${part('palm', 1.25, 1.65, 3)};[work][palm]concat[out]`;
	return makeCamera('palm', [
		'-i',
		sharedFile('media/derived/hand-gestures-vp8-640x360.webm'),
		'-filter_complex',
		filter,
		'-map',
		'[out]'
	]);
}

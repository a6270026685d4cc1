import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasShared, sampleFile, sharedFile } from './media.ts';

const exec = promisify(execFile);

/** A motion-JPEG file that Chromium's fake camera can play, made from a clip; made once for a machine. */
export async function cameraFrom(clip: string, name: string): Promise<string> {
	const path = join(tmpdir(), `handloom-camera-${name}.mjpeg`);
	if (existsSync(path)) return path;
	const folder = await mkdtemp(join(tmpdir(), 'handloom-camera-'));
	const part = join(folder, 'part.mjpeg');
	await exec('ffmpeg', ['-loglevel', 'error', '-i', clip, '-an', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg', part]);
	await rename(part, path);
	return path;
}

/** The synthetic hand as a camera: 640×480 at 30 frames a second. */
export const sampleCamera = (): Promise<string> => cameraFrom(sampleFile('grasp'), 'grasp');

/** A real hand where the real media lie beside the checkout, else the synthetic one. */
export const handCamera = async (): Promise<string> =>
	hasShared ? sharedFile('media/derived/fake-camera-hand-640x360.mjpeg') : sampleCamera();

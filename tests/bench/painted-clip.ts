import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { paintedCamera } from './painted-camera.ts';

const exec = promisify(execFile);

/**
 * The painted camera as a take would lie in the store: H.264 baseline, 1280×720, 30 frames a second, a key frame every
 * half second, fragments of that length, 4 Mbit/s. Frame i shows counter i mod 1800. Made once for a machine.
 */
export async function paintedClip(seconds = 60): Promise<string> {
	const camera = await paintedCamera();
	const path = join(tmpdir(), `handloom-clip-${seconds}-${basename(camera, '.mjpeg')}.mp4`);
	if (existsSync(path)) return path;
	const part = `${path}.part`;
	await exec('ffmpeg', [
		...['-loglevel', 'error', '-y', '-stream_loop', '-1', '-f', 'mjpeg', '-framerate', '30', '-i', camera],
		...['-frames:v', String(seconds * 30), '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'baseline'],
		...['-b:v', '4M', '-maxrate', '6M', '-bufsize', '8M', '-g', '15', '-keyint_min', '15', '-sc_threshold', '0'],
		...['-pix_fmt', 'yuv420p', '-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', part]
	]);
	await rename(part, path);
	return path;
}

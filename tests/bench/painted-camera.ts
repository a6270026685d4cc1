import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { handCamera } from '../e2e/cameras.ts';
import { CELLS, cellsOf, counterOf, ROUND } from './painted-counter.ts';

const exec = promisify(execFile);

/**
 * A minute of a moving hand at 1280×720 and 30 frames a second, each frame with its number painted along the top, as a
 * motion-JPEG file that Chromium's fake camera plays in a loop. Made once for a machine, about 40 MB.
 */
export async function paintedCamera(): Promise<string> {
	const clip = await handCamera();
	const path = join(tmpdir(), `handloom-painted-1-${basename(clip)}`);
	if (existsSync(path)) return path;
	const folder = await mkdtemp(join(tmpdir(), 'handloom-painted-'));
	const part = join(folder, 'part.mjpeg');
	const filter =
		'[0:v]settb=1/30,setpts=N,scale=1280:720,setsar=1[hand];[1:v]settb=1/30,setpts=N,scale=1280:64:flags=neighbor,format=yuvj420p,setsar=1[strip];[hand][strip]overlay=0:0:format=yuv420[out]';
	const ffmpeg = spawn(
		'ffmpeg',
		[
			...['-loglevel', 'error', '-stream_loop', '-1', '-f', 'mjpeg', '-framerate', '30', '-i', clip],
			...['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${CELLS}x1`, '-framerate', '30', '-i', 'pipe:0'],
			...['-filter_complex', filter, '-map', '[out]', '-fps_mode', 'passthrough', '-frames:v', String(ROUND)],
			...['-c:v', 'mjpeg', '-q:v', '4', '-f', 'mjpeg', part]
		],
		{ stdio: ['pipe', 'ignore', 'inherit'] }
	);
	const ended = new Promise<number | null>((done) => ffmpeg.once('close', done));
	ffmpeg.stdin.on('error', () => undefined);
	ffmpeg.stdin.end(Buffer.concat(Array.from({ length: ROUND }, (_, counter) => Buffer.from(cellsOf(counter)))));
	if ((await ended) !== 0) throw new Error('ffmpeg could not make the painted camera');
	await rename(part, path);
	await rm(folder, { recursive: true });
	return path;
}

/** The painted counter of each frame of a video file, in the order in which they are shown; null where it cannot be read. */
export async function readCounters(file: string, args: readonly string[] = []): Promise<(number | null)[]> {
	const { stdout } = await exec(
		'ffmpeg',
		[
			...['-loglevel', 'error', ...args, '-i', file, '-fps_mode', 'passthrough'],
			...['-vf', `crop=iw:ih*40/720:0:ih*12/720,scale=${CELLS}:1:flags=area,format=gray`],
			...(args.length > 0 ? ['-frames:v', '1'] : []),
			...['-f', 'rawvideo', 'pipe:1']
		],
		{ encoding: 'buffer', maxBuffer: 64 << 20 }
	);
	return Array.from({ length: stdout.length / CELLS }, (_, i) =>
		counterOf(stdout.subarray(i * CELLS, (i + 1) * CELLS))
	);
}

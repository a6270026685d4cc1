import { spawnSync } from 'node:child_process';

/** Whether ffmpeg, which decodes independently of the app, is on this machine. */
export const hasFfmpeg = (): boolean => spawnSync('ffmpeg', ['-version']).status === 0;

/**
 * Every frame of a file after a filter chain that ends with a known size, as raw bytes.
 * format  `rgb24` (three bytes a pixel) or `gray` (luma as it is in the file, one byte a pixel)
 */
export function decodeFrames(
	file: string,
	filter: string,
	size: { width: number; height: number },
	format: 'rgb24' | 'gray'
): Uint8Array[] {
	const args = ['-v', 'error', '-i', file, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo'];
	const run = spawnSync('ffmpeg', [...args, '-pix_fmt', format, '-'], { maxBuffer: 2 ** 31 });
	if (run.status !== 0) throw new Error(`ffmpeg: ${run.stderr.toString()}`);
	const bytes = size.width * size.height * (format === 'rgb24' ? 3 : 1);
	const frames: Uint8Array[] = [];
	for (let at = 0; at + bytes <= run.stdout.length; at += bytes) frames.push(run.stdout.subarray(at, at + bytes));
	return frames;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TakeOptions } from '../options.ts';

export type Encoder = { write(rgb: Uint8Array): Promise<void>; close(): Promise<void> };

/** Smaller files for the same look than ffmpeg's usual 23 gives; the hands stay clean at 640×480. */
const QUALITY = 25;

/**
 * Frames of RGB bytes as H.264 in MP4, colour space tagged BT.709. Dropped frames are written too, and left out here:
 * what is left keeps its times. One thread: with more, x264 decides by which one is ready first.
 */
export function openEncoder(path: string, options: TakeOptions, dropped: readonly number[]): Encoder {
	const { width, height, fps } = options;
	const keep = dropped.length ? [`select='not(${dropped.map((n) => `eq(n,${n})`).join('+')})'`] : [];
	const filters = [...keep, 'scale=out_color_matrix=bt709:out_range=tv', 'format=yuv420p'].join(',');
	const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
	const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', `${fps}`, '-i', 'pipe:0'];
	const x264 = ['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'medium', '-crf', `${QUALITY}`, '-threads', '1'];
	const child = spawn(
		'ffmpeg',
		// prettier-ignore
		['-loglevel', 'error', '-y', ...input, '-vf', filters, '-fps_mode', 'passthrough', ...x264, '-g', `${fps * 2}`,
			...tags, '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-movflags', '+faststart', path],
		{ stdio: ['pipe', 'inherit', 'inherit'] }
	);
	const ended = once(child, 'close') as Promise<[number]>;
	return {
		async write(rgb) {
			if (!child.stdin.write(rgb)) await once(child.stdin, 'drain');
		},
		async close() {
			child.stdin.end();
			const [code] = await ended;
			if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
		}
	};
}

import { messageOf } from '../../src/lib/failure/failure.ts';
import { codecStrings } from './codec-strings.ts';
import { configFor, FrameEncoder } from './frame-encoder.ts';
import { keyFrameGrid } from './key-frame-grid.ts';

/** Frames encoded to measure a codec, and the longest that this may take, milliseconds. */
const FRAMES = 60;
const LIMIT_MS = 1200;

const familyOf = (codec: string): string => codec.split('.')[0]!;

/** One working configuration of each codec family that this browser encodes, in the order of `codecStrings`. */
export async function supportedConfigs(size: {
	width: number;
	height: number;
	fps: number;
}): Promise<VideoEncoderConfig[]> {
	if (typeof VideoEncoder === 'undefined') return [];
	const width = size.width - (size.width % 2);
	const height = size.height - (size.height % 2);
	const found: VideoEncoderConfig[] = [];
	for (const codec of codecStrings(width, height, size.fps)) {
		if (found.some((config) => familyOf(config.codec) === familyOf(codec))) continue;
		const config = configFor(codec, width, height, size.fps, 'quality');
		const supported = await VideoEncoder.isConfigSupported(config).catch(() => null);
		if (supported?.supported) found.push(config);
	}
	return found;
}

/** Frames a second that an encoder makes of these frames, as fast as it goes. 0: it failed. The frames stay the caller's. */
export async function encoderSpeed(config: VideoEncoderConfig, frames: readonly VideoFrame[]): Promise<number> {
	const gapUs = 1e6 / (config.framerate ?? 30);
	const isKey = keyFrameGrid();
	let out = 0;
	let firstOutMs = 0;
	let lastOutMs = 0;
	const encoder = new FrameEncoder(
		config,
		() => {
			out += 1;
			lastOutMs = performance.now();
			if (out === 1) firstOutMs = lastOutMs;
		},
		() => undefined
	);
	const startedMs = performance.now();
	try {
		for (let i = 0; i < FRAMES && performance.now() - startedMs < LIMIT_MS && encoder.error === null; i += 1) {
			const timestamp = Math.round(i * gapUs);
			const frame = new VideoFrame(frames[i % frames.length]!, { timestamp });
			try {
				encoder.encode(frame, isKey(timestamp));
			} finally {
				frame.close();
			}
			await encoder.room(2);
		}
		await encoder.finish();
	} catch (error) {
		console.warn('[record] encoder measured', config.codec, messageOf(error));
		return 0;
	}
	// The first frame out has paid for the start; all that came after it is speed.
	return encoder.error === null && out > 1 && lastOutMs > firstOutMs
		? ((out - 1) * 1000) / (lastOutMs - firstOutMs)
		: 0;
}

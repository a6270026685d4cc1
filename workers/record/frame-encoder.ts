import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { bitrateFor, codecStrings } from './codec-strings.ts';
import type { RecordOptions } from './api.ts';

/** A chunk and, with the first one, the decoder's configuration. Timestamps are those of the frames that went in. */
export type EncodedFrame = { chunk: EncodedVideoChunk; meta: EncodedVideoChunkMetadata | undefined };

/** The recorder's configuration of a codec. */
export function configFor(
	codec: string,
	width: number,
	height: number,
	fps: number,
	latencyMode: LatencyMode
): VideoEncoderConfig {
	return {
		codec,
		width,
		height,
		framerate: fps,
		bitrate: bitrateFor(width, height, fps),
		latencyMode,
		...(codec.startsWith('avc1') ? { avc: { format: 'avc' as const } } : {})
	};
}

/** The codec that was asked for, else the first that the browser encodes at this size. fails `recording_unsupported` */
export async function chooseConfig(options: Omit<RecordOptions, 'takeId'>): Promise<Outcome<VideoEncoderConfig>> {
	if (typeof VideoEncoder === 'undefined') return fail('recording_unsupported', 'no VideoEncoder');
	const { width, height, fps, latencyMode = 'quality' } = options;
	const tried: string[] = [];
	for (const codec of [...(options.codec ? [options.codec] : []), ...codecStrings(width, height, fps)]) {
		const config = configFor(codec, width, height, fps, latencyMode);
		try {
			if ((await VideoEncoder.isConfigSupported(config)).supported) return ok(config);
			tried.push(codec);
		} catch (error) {
			tried.push(`${codec} (${messageOf(error)})`);
		}
	}
	return fail('recording_unsupported', `no encoder for ${width}×${height} at ${fps}: ${tried.join(', ')}`);
}

/** Encoders take no odd sizes; a row or column less is what a camera's odd picture loses. */
export const even = (pixels: number): number => Math.max(2, pixels - (pixels % 2));

/** An encoder for pictures of about this size that has encoded one already. fails `recording_unsupported` */
export async function warmEncoder(options: Omit<RecordOptions, 'takeId'>): Promise<Outcome<FrameEncoder>> {
	const config = await chooseConfig({ ...options, width: even(options.width), height: even(options.height) });
	if (!config.ok) return config;
	const nobody = () => undefined;
	const encoder = new FrameEncoder(config.value, nobody, nobody);
	await encoder.warmUp();
	return encoder.error === null ? ok(encoder) : fail('recording_unsupported', messageOf(encoder.error));
}

/** From here on, frames are copied before they wait: a camera hands out only a few buffers and stalls when they do not come back. */
const BEHIND = 2;
/** How many frames may wait: about a second, 1.4 MB each at 720p. Its queue never grew past one where nothing else took the processor. */
const FULL = 30;

/** A VideoEncoder that says when it falls behind. */
export class FrameEncoder {
	readonly config: VideoEncoderConfig;
	#encoder: VideoEncoder;
	#onFrame: (frame: EncodedFrame) => void;
	#onError: () => void;
	/** The decoder's configuration comes once: of the frame that warmed it up, it is kept for the first real one. */
	#meta: EncodedVideoChunkMetadata | undefined;
	error: unknown = null;

	constructor(config: VideoEncoderConfig, onFrame: (frame: EncodedFrame) => void, onError: () => void) {
		this.config = config;
		this.#onFrame = onFrame;
		this.#onError = onError;
		this.#encoder = new VideoEncoder({
			output: (chunk, meta) => {
				this.#onFrame({ chunk, meta: meta?.decoderConfig ? meta : (this.#meta ?? meta) });
				this.#meta = undefined;
			},
			error: (error) => {
				this.error = error;
				this.#onError();
			}
		});
		this.#encoder.configure(config);
	}

	/**
	 * Encodes a black frame that nobody gets. The first frame of an encoder takes up to some tenths of a second on a busy
	 * machine, and a camera goes on meanwhile.
	 */
	async warmUp(): Promise<void> {
		const onFrame = this.#onFrame;
		let meta: EncodedVideoChunkMetadata | undefined;
		this.#onFrame = (warm) => (meta = warm.meta);
		const { width, height } = this.config;
		const black = new VideoFrame(new Uint8Array((width * height * 3) / 2).fill(128, width * height), {
			format: 'I420',
			codedWidth: width,
			codedHeight: height,
			timestamp: 0
		});
		try {
			this.encode(black, true);
			await this.#encoder.flush();
		} catch (error) {
			this.error ??= error;
		} finally {
			black.close();
			this.#onFrame = onFrame;
			this.#meta = meta;
		}
	}

	/** What comes out goes to somebody else from now on. */
	handTo(onFrame: (frame: EncodedFrame) => void, onError: () => void): void {
		this.#onFrame = onFrame;
		this.#onError = onError;
	}

	/** Frames wait inside: give it copies. */
	get behind(): boolean {
		return this.#encoder.encodeQueueSize >= BEHIND;
	}
	/** No room for another frame. */
	get full(): boolean {
		return this.#encoder.encodeQueueSize >= FULL;
	}

	/** Encodes one frame, which stays the caller's. Throws when the encoder is closed. */
	encode(frame: VideoFrame, keyFrame: boolean): void {
		this.#encoder.encode(frame, { keyFrame });
	}

	/** Resolves when there is room for another frame (`limit` waiting at most), or the encoder has failed. */
	async room(limit = FULL): Promise<void> {
		while (this.#encoder.encodeQueueSize >= limit && this.#encoder.state === 'configured') {
			await new Promise<void>((resolve) => {
				const go = () => {
					clearTimeout(timer);
					resolve();
				};
				const timer = setTimeout(go, 100);
				this.#encoder.addEventListener('dequeue', go, { once: true });
			});
		}
	}

	/** Lets out what is still inside. A failed encoder has nothing left to give. */
	async finish(): Promise<void> {
		if (this.#encoder.state !== 'configured') return;
		try {
			await this.#encoder.flush();
		} catch (error) {
			this.error ??= error;
		}
		if (this.#encoder.state !== ('closed' as CodecState)) this.#encoder.close();
	}
}

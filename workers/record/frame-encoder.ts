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

/** From here on, frames are copied before they wait: a camera hands out only a few buffers and stalls when they do not come back. */
const BEHIND = 2;
/** How many frames may wait: about a second, 1.4 MB each at 720p. Its queue never grew past one where nothing else took the processor. */
const FULL = 30;

/** A VideoEncoder that says when it falls behind. */
export class FrameEncoder {
	#encoder: VideoEncoder;
	error: unknown = null;

	constructor(config: VideoEncoderConfig, onFrame: (frame: EncodedFrame) => void, onError: () => void) {
		this.#encoder = new VideoEncoder({
			output: (chunk, meta) => onFrame({ chunk, meta }),
			error: (error) => {
				this.error = error;
				onError();
			}
		});
		this.#encoder.configure(config);
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

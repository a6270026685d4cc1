import { chooseEncoder, holdsRate } from '../../src/lib/domain/capture/choose-encoder.ts';
import { stillLook } from '../../src/lib/domain/capture/still-look.ts';
import { gapStats } from '../../src/lib/domain/time/gap-stats.ts';
import type { LumaPlane } from '../../src/lib/domain/quality/measure-look.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { EncoderSpeed } from '../../src/lib/schema/probe.ts';
import { copyFrame } from '../shared/copy-frame.ts';
import { lumaReader } from '../shared/luma-plane.ts';
import type { CameraMeasures, MeasureOptions } from './api.ts';
import { bitrateFor } from './codec-strings.ts';
import { encoderSpeed, supportedConfigs } from './encoder-speed.ts';

/** Frames kept to be encoded: a third of a second, 1.4 MB each at 720p. */
const KEPT = 12;
/** Pictures a second that the still scene is measured on. */
const LOOKS_PER_SECOND = 4;
/** Share of the whole that watching takes; encoding takes the rest. */
const WATCHING = 0.7;

/**
 * Watches a camera for a while, then encodes some of its frames as fast as it goes.
 *
 *   watching ──► encoding ──► done
 *      └──► cancelled: what came so far is thrown away
 */
export class CameraMeasure {
	#options: MeasureOptions;
	#onProgress: (share: number) => void;
	#timesUs: number[] = [];
	#planes: LumaPlane[] = [];
	#kept: VideoFrame[] = [];
	#size = { width: 0, height: 0 };
	#luma: ReturnType<typeof lumaReader> | null = null;
	#nextLookUs = -Infinity;
	#reader: ReadableStreamDefaultReader<VideoFrame> | null = null;
	#endMs = 0;
	#toldMs = 0;
	cancelled = false;

	constructor(options: MeasureOptions, onProgress: (share: number) => void) {
		this.#options = options;
		this.#onProgress = onProgress;
	}

	/** Runs to the end. With null, frames come by `take`. fails `camera_lost` when not even two frames came */
	async run(frames: ReadableStream<VideoFrame> | null): Promise<Outcome<CameraMeasures>> {
		const watchMs = this.#options.ms * WATCHING;
		this.#endMs = performance.now() + watchMs;
		if (frames) await this.#readAll(frames);
		else while (!this.#over) await new Promise((resolve) => setTimeout(resolve, 50));
		try {
			if (this.cancelled) return fail('camera_lost', 'cancelled');
			if (this.#timesUs.length < 2) return fail('camera_lost', `${this.#timesUs.length} frames`, { retry: 'now' });
			return ok(await this.#measures());
		} finally {
			this.#kept.splice(0).forEach((frame) => frame.close());
		}
	}

	/** One frame of the camera. It stays the caller's. */
	async take(frame: VideoFrame): Promise<void> {
		if (this.#over) return;
		const last = this.#timesUs.at(-1);
		if (last !== undefined && frame.timestamp <= last) return;
		this.#timesUs.push(frame.timestamp);
		this.#tell();
		if (frame.displayWidth !== this.#size.width || frame.displayHeight !== this.#size.height) this.#newSize(frame);
		if (frame.timestamp >= this.#nextLookUs) {
			this.#nextLookUs = frame.timestamp + 1e6 / LOOKS_PER_SECOND;
			const plane = this.#luma?.((context, x, y, width, height) => context.drawImage(frame, x, y, width, height));
			if (plane) this.#planes.push(plane);
		} else if (this.#kept.length < KEPT && this.#timesUs.length > KEPT) {
			const copy = await copyFrame(frame);
			if (copy) this.#kept.push(copy);
		}
	}

	cancel(): void {
		this.cancelled = true;
		void this.#reader?.cancel();
	}

	get #over(): boolean {
		return this.cancelled || performance.now() >= this.#endMs;
	}

	async #readAll(frames: ReadableStream<VideoFrame>): Promise<void> {
		const reader = frames.getReader();
		this.#reader = reader;
		// A camera that gives nothing at all must not keep us waiting.
		const timer = setTimeout(() => void reader.cancel(), this.#options.ms);
		try {
			while (!this.#over) {
				const { done, value: frame } = await reader.read();
				if (done) return;
				try {
					await this.take(frame);
				} finally {
					frame.close();
				}
			}
		} finally {
			clearTimeout(timer);
			await reader.cancel().catch((error: unknown) => console.warn('[record] measured stream', messageOf(error)));
		}
	}

	/** The first frames of a camera may come in another size than the rest. */
	#newSize(frame: VideoFrame): void {
		this.#size = { width: frame.displayWidth, height: frame.displayHeight };
		this.#luma = lumaReader(frame.displayWidth, frame.displayHeight);
		this.#planes = [];
		this.#kept.splice(0).forEach((each) => each.close());
	}

	#tell(): void {
		const now = performance.now();
		if (now - this.#toldMs < 100) return;
		this.#toldMs = now;
		const left = Math.max(0, this.#endMs - now) / (this.#options.ms * WATCHING);
		this.#onProgress(WATCHING * (1 - left));
	}

	async #measures(): Promise<CameraMeasures> {
		const { width, height } = this.#size;
		const { meanFps } = gapStats(this.#timesUs);
		const encoders = await this.#encoders(meanFps);
		const first = this.#timesUs[0]!;
		return {
			width,
			height,
			timesUs: Float64Array.from(this.#timesUs, (time) => time - first),
			encoders,
			codec: chooseEncoder(encoders, meanFps)?.codec ?? null,
			bitsPerSecond: bitrateFor(width, height, this.#options.fps),
			look: stillLook(this.#planes)
		};
	}

	/** Each codec family in turn, until one is fast enough. */
	async #encoders(cameraFps: number): Promise<EncoderSpeed[]> {
		const tried: EncoderSpeed[] = [];
		if (this.#kept.length === 0) return tried;
		for (const config of await supportedConfigs({ ...this.#size, fps: this.#options.fps })) {
			if (this.cancelled) break;
			this.#onProgress(Math.min(0.98, WATCHING + 0.1 * (tried.length + 1)));
			const speed = { codec: config.codec, fps: await encoderSpeed(config, this.#kept) };
			tried.push(speed);
			if (holdsRate(speed, cameraFps)) break;
		}
		return tried;
	}
}

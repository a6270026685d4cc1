import { openRowWriter } from '../../src/lib/adapters/store/media-rows.ts';
import { EncodedPacket } from 'mediabunny';
import { fail, messageOf, ok, type Failure } from '../../src/lib/failure/failure.ts';
import type { CaptureFacts } from '../../src/lib/schema/take.ts';
import { Mp4Rows } from '../shared/mp4-rows.ts';
import { thumbnailOf } from '../shared/thumbnail.ts';
import type { RecordEvent, RecordOptions, RecordSummary } from './api.ts';
import { copyFrame } from '../shared/copy-frame.ts';
import { chooseConfig, even, FrameEncoder, type EncodedFrame } from './frame-encoder.ts';
import { keyFrameGrid } from './key-frame-grid.ts';

/** Frames that may wait for the disk, three seconds: after that, reading waits too, and the camera's own counters count what is lost. */
const MAX_WAITING = 90;
/** The thumbnail is made of the first frame at or after this: the hands have come into the picture. */
const THUMBNAIL_US = 1_000_000;

const containerCodec = (codec: string): 'avc' | 'vp9' | 'vp8' =>
	codec.startsWith('avc1') ? 'avc' : codec.startsWith('vp09') ? 'vp9' : 'vp8';

/**
 * One recording: frames in, acknowledged rows out.
 *
 *   waiting for the first frame ──► recording ──► ending ──► ended
 *        the camera stream ends, the disk is full or the encoder fails: ending, by itself
 *
 * The first reason to end wins. Whatever was encoded until then is written, except on a full disk.
 */
export class Recording {
	#options: RecordOptions;
	#onEvent: (event: RecordEvent) => void;
	#encoder: FrameEncoder | null = null;
	/** Warmed up for pictures of the size that was asked for; the first frame says whether they are. */
	#warm: FrameEncoder | null;
	#rows: Mp4Rows | null = null;
	#reader: ReadableStreamDefaultReader<VideoFrame> | null = null;
	#reading: Promise<void> = Promise.resolve();
	#isKey = keyFrameGrid();
	#config: VideoEncoderConfig;
	#firstUs: number | null = null;
	/** Wall clock minus camera clock, milliseconds: the least that was seen, because frames come late and never early. */
	#clockMs = Infinity;
	#lastUs = -1;
	#dropped = 0;
	#encoded = 0;
	#endedBy: CaptureFacts['endedBy'] | null = null;
	#failure: Failure | null = null;
	#thumbnail: Promise<Blob | null> | null = null;
	#thumbnailUs = -1;

	constructor(options: RecordOptions, warm: FrameEncoder, onEvent: (event: RecordEvent) => void) {
		this.#options = options;
		this.#warm = warm;
		this.#config = warm.config;
		this.#onEvent = onEvent;
	}

	read(frames: ReadableStream<VideoFrame>): void {
		this.#reader = frames.getReader();
		this.#reading = this.#readAll(this.#reader);
	}

	/** Encodes one pushed frame and closes it, or drops and counts it while the encoder is behind. */
	async push(frame: VideoFrame): Promise<void> {
		try {
			if (this.#endedBy) return;
			if (this.#encoder?.full || (this.#rows?.queued ?? 0) > MAX_WAITING) this.#dropped += 1;
			else await this.#take(frame);
		} finally {
			frame.close();
		}
	}

	async stop(endedBy: CaptureFacts['endedBy']): Promise<RecordSummary> {
		this.#endedBy ??= endedBy;
		await this.#reader?.cancel().catch((error: unknown) => console.warn('[record] camera stream', messageOf(error)));
		await this.#reading;
		await this.#encoder?.finish();
		await this.#warm?.finish();
		const timesUs = (await this.#rows?.finish()) ?? new Float64Array(0);
		if (this.#rows?.error) this.#end('encoder_failed', fail('encoder_failed', this.#rows.errorText).failure);
		return {
			timesUs,
			firstTimestampUs: this.#firstUs,
			firstFrameAtMs: this.#firstFrameAtMs,
			width: this.#config.width,
			height: this.#config.height,
			codec: this.#config.codec,
			bytes: this.#rows?.bytes ?? 0,
			encodedFrames: timesUs.length,
			droppedFrames: this.#dropped,
			unstoredFrames: this.#encoded - timesUs.length,
			endedBy: this.#endedBy,
			failure: this.#failure,
			thumbnail: (await this.#thumbnail) ?? null
		};
	}

	async #readAll(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
		while (!this.#endedBy) {
			const { done, value: frame } = await reader.read();
			if (done)
				return this.#end('camera_lost', fail('camera_lost', 'the stream of frames ended', this.#kept()).failure);
			try {
				if (!this.#endedBy) await this.#take(frame);
			} finally {
				frame.close();
			}
			// No frame is held while we wait: the camera has only a few buffers, and counts what it could not hand out.
			await this.#encoder?.room();
			while ((this.#rows?.queued ?? 0) > MAX_WAITING && !this.#endedBy)
				await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	async #take(frame: VideoFrame): Promise<void> {
		if (!this.#encoder && !(await this.#open(frame))) return;
		this.#firstUs ??= frame.timestamp;
		this.#clockMs = Math.min(this.#clockMs, performance.timeOrigin + performance.now() - frame.timestamp / 1000);
		const ptsUs = Math.round(frame.timestamp - this.#firstUs);
		if (ptsUs <= this.#lastUs) {
			this.#dropped += 1;
			return;
		}
		this.#lastUs = ptsUs;
		try {
			await this.#encode(frame, this.#isKey(ptsUs));
		} catch (error) {
			this.#end('encoder_failed', fail('encoder_failed', messageOf(error), this.#kept()).failure);
			return;
		}
		if (this.#thumbnailUs < 0 || (this.#thumbnailUs < THUMBNAIL_US && ptsUs >= THUMBNAIL_US))
			this.#photograph(frame, ptsUs);
	}

	async #encode(frame: VideoFrame, isKey: boolean): Promise<void> {
		const encoder = this.#encoder;
		if (!encoder) return;
		const copy = encoder.behind ? await copyFrame(frame) : null;
		// A frame that cannot be copied must not wait inside: the camera would run out of buffers.
		if (!copy) await encoder.room(2);
		try {
			encoder.encode(copy ?? frame, isKey);
		} finally {
			copy?.close();
		}
	}

	/** The first frame says what the camera really gives. */
	async #open(frame: VideoFrame): Promise<boolean> {
		const width = even(frame.displayWidth);
		const height = even(frame.displayHeight);
		const fits = width === this.#config.width && height === this.#config.height;
		const config = fits ? ok(this.#config) : await chooseConfig({ ...this.#options, width, height });
		if (!config.ok) {
			this.#end('encoder_failed', config.failure);
			return false;
		}
		this.#config = config.value;
		const rows = new Mp4Rows({
			writer: openRowWriter(this.#options.takeId),
			codec: containerCodec(this.#config.codec),
			onStored: (stored) => this.#onEvent({ kind: 'stored', ...stored, firstFrameAtMs: this.#firstFrameAtMs }),
			onFailure: (failure) => this.#end(failure.code === 'storage_full' ? 'storage_full' : 'encoder_failed', failure)
		});
		this.#rows = rows;
		const onFrame = (encoded: EncodedFrame) => this.#mux(rows, encoded);
		const onError = () =>
			this.#end('encoder_failed', fail('encoder_failed', messageOf(this.#encoder?.error), this.#kept()).failure);
		// A browser may take an encoder back that waited long.
		if (fits && this.#warm?.error === null) {
			this.#encoder = this.#warm;
			this.#encoder.handTo(onFrame, onError);
			this.#warm = null;
		} else this.#encoder = new FrameEncoder(this.#config, onFrame, onError);
		return true;
	}

	#mux(rows: Mp4Rows, { chunk, meta }: EncodedFrame): void {
		const data = new Uint8Array(chunk.byteLength);
		chunk.copyTo(data);
		const ptsUs = Math.round(chunk.timestamp - (this.#firstUs ?? 0));
		this.#encoded += 1;
		void rows.add(
			// No length of its own: the muxer then lets each frame last until the next one, over the end of a fragment too.
			new EncodedPacket(data, chunk.type, ptsUs / 1e6, 0),
			meta
		);
	}

	/** Null before the first frame. */
	get #firstFrameAtMs(): number | null {
		return this.#firstUs === null ? null : this.#clockMs + this.#firstUs / 1000;
	}

	#photograph(frame: VideoFrame, ptsUs: number): void {
		this.#thumbnailUs = ptsUs;
		this.#thumbnail = thumbnailOf({
			width: frame.displayWidth,
			height: frame.displayHeight,
			draw: (context, width, height) => context.drawImage(frame, 0, 0, width, height)
		}).catch((error: unknown) => {
			console.warn('[record] thumbnail', messageOf(error));
			return null;
		});
	}

	#kept = () => ({ kept: [this.#options.takeId], retry: 'now' as const });

	#end(endedBy: CaptureFacts['endedBy'], failure: Failure | null): void {
		// After a stop the stream ends because we ended it; a disk that fills with the last row is still worth saying.
		if (endedBy !== 'camera_lost' || !this.#endedBy) this.#failure ??= failure;
		if (this.#endedBy) return;
		this.#endedBy = endedBy;
		this.#onEvent({ kind: 'ended', endedBy, failure });
	}
}

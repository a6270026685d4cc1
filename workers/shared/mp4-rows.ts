import {
	EncodedVideoPacketSource,
	Mp4OutputFormat,
	Output,
	StreamTarget,
	type EncodedPacket,
	type Rotation,
	type VideoCodec
} from 'mediabunny';
import type { RowWriter } from '../../src/lib/adapters/store/media-rows.ts';
import { messageOf, type Failure } from '../../src/lib/failure/failure.ts';
import { wholeUs } from './whole-us.ts';
import { BoxSplitter, type Mp4Piece } from './split-boxes.ts';

export type Mp4RowsOptions = {
	codec: VideoCodec;
	/** Clockwise degrees that a player has to turn the picture. */
	rotation?: Rotation;
	/** Where the rows go. */
	writer: RowWriter;
	/** Called after each acknowledged fragment. */
	onStored?: (stored: { lastPtsUs: number; bytes: number; frames: number }) => void;
	/** Called once, when a row could not be written. Nothing is written after it. */
	onFailure?: (failure: Failure) => void;
};

/** Ticks a second in the file: every whole microsecond is exact in it. Given to the muxer as the frame rate, which is how it takes a timescale. */
const TICKS_PER_SECOND = 1_000_000;

/**
 * Packets in, rows of fragmented MP4 out: each fragment is in the database, acknowledged, before the next one.
 *
 *   open ──► writing ──► finished
 *               └──► failed: rows so far stay, later packets are ignored
 */
export class Mp4Rows {
	#output: Output;
	#source: EncodedVideoPacketSource;
	#writer: RowWriter;
	#splitter = new BoxSplitter();
	#options: Mp4RowsOptions;
	#waitingUs: number[] = [];
	#storedUs: number[] = [];
	#muxing: Promise<void> = Promise.resolve();
	#queued = 0;
	#added = 0;
	failure: Failure | null = null;
	/** Something that the muxer threw: a bug or a bad packet, not the disk. */
	error: unknown = null;

	constructor(options: Mp4RowsOptions) {
		this.#options = options;
		this.#writer = options.writer;
		this.#output = new Output({
			format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.25 }),
			target: new StreamTarget(new WritableStream({ write: (chunk) => this.#store(chunk.data) }))
		});
		this.#source = new EncodedVideoPacketSource(options.codec);
		this.#output.addVideoTrack(this.#source, {
			frameRate: TICKS_PER_SECOND,
			...(options.rotation ? { rotation: options.rotation } : {})
		});
		this.#muxing = this.#output.start();
	}

	/** Packets that were given and are not muxed yet. */
	get queued(): number {
		return this.#queued;
	}
	/** Packets given so far. */
	get added(): number {
		return this.#added;
	}
	get bytes(): number {
		return this.#writer.bytes;
	}
	get rows(): number {
		return this.#writer.rows;
	}

	/** Gives a packet, in decode order. Resolves when the muxer has taken it, which waits for the disk. */
	add(packet: EncodedPacket, meta?: EncodedVideoChunkMetadata): Promise<void> {
		this.#queued += 1;
		this.#added += 1;
		this.#muxing = this.#muxing.then(async () => {
			this.#queued -= 1;
			if (this.failure || this.error !== null) return;
			try {
				this.#waitingUs.push(wholeUs(packet));
				await this.#source.add(packet, meta);
			} catch (error) {
				this.error = error ?? new Error('muxer failed');
			}
		});
		return this.#muxing;
	}

	/** Writes the last fragment. Returns the times of all stored frames, whole microseconds, rising. */
	async finish(): Promise<Float64Array<ArrayBuffer>> {
		await this.#muxing;
		if (this.#added > 0) {
			try {
				await this.#output.finalize();
			} catch (error) {
				this.error ??= error;
			}
		} else await this.#output.cancel();
		return Float64Array.from(this.#storedUs).sort();
	}

	/** Words for the log where the muxer threw. */
	get errorText(): string {
		return messageOf(this.error);
	}

	async #store(bytes: Uint8Array): Promise<void> {
		for (const piece of this.#splitter.push(bytes)) {
			if (this.failure) return;
			// The closing index is left out: a recording that was cut off has none either, and readers do without.
			if (piece.kind !== 'tail') await this.#storePiece(piece);
		}
	}

	async #storePiece(piece: Mp4Piece): Promise<void> {
		const times = this.#waitingUs.splice(0, piece.samples);
		const stored = await this.#writer.append({
			kind: piece.kind === 'init' ? 'init' : 'fragment',
			bytes: piece.bytes,
			firstPtsUs: times.length > 0 ? Math.min(...times) : null,
			lastPtsUs: times.length > 0 ? Math.max(...times) : null
		});
		if (!stored.ok) {
			this.failure = stored.failure;
			this.#options.onFailure?.(stored.failure);
			return;
		}
		this.#storedUs.push(...times);
		const lastPtsUs = Math.max(...times, 0);
		if (times.length > 0)
			this.#options.onStored?.({ lastPtsUs, bytes: this.#writer.bytes, frames: this.#storedUs.length });
	}
}

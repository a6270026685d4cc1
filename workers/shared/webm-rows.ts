import {
	EncodedVideoPacketSource,
	Output,
	StreamTarget,
	WebMOutputFormat,
	type EncodedPacket,
	type Rotation,
	type VideoCodec
} from 'mediabunny';
import type { RowWriter } from '../../src/lib/adapters/store/media-rows.ts';
import type { Failure } from '../../src/lib/failure/failure.ts';

/** Bytes gathered before they become a row: a quarter of the most that a row may hold. */
const ROW_BYTES = 1024 * 1024;

/** Packets in, rows of an append-only WebM out, for the codecs that have no place in MP4 (VP8). Its times are whole milliseconds. */
export async function openWebmRows(writer: RowWriter, codec: VideoCodec, rotation: Rotation) {
	let failure: Failure | null = null;
	let waiting: Uint8Array[] = [];
	let waitingBytes = 0;

	async function flush(): Promise<void> {
		if (waitingBytes === 0 || failure) return;
		const bytes = new Uint8Array(waitingBytes);
		let at = 0;
		for (const part of waiting) {
			bytes.set(part, at);
			at += part.length;
		}
		waiting = [];
		waitingBytes = 0;
		const stored = await writer.append({ kind: 'bytes', bytes, firstPtsUs: null, lastPtsUs: null });
		if (!stored.ok) failure = stored.failure;
	}

	const writable = new WritableStream<{ data: Uint8Array }>({
		async write({ data }) {
			waiting.push(data.slice());
			waitingBytes += data.length;
			if (waitingBytes >= ROW_BYTES) await flush();
		}
	});
	const output = new Output({ format: new WebMOutputFormat({ appendOnly: true }), target: new StreamTarget(writable) });
	const source = new EncodedVideoPacketSource(codec);
	output.addVideoTrack(source, rotation ? { rotation } : {});
	await output.start();

	return {
		get failure() {
			return failure;
		},
		add: (packet: EncodedPacket, meta?: EncodedVideoChunkMetadata) => source.add(packet, meta),
		async finish() {
			await output.finalize();
			await flush();
		}
	};
}

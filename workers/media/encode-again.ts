import type { VideoSampleSink } from 'mediabunny';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { avcLevel } from '../shared/avc-level.ts';

export type EncodedPicture = { us: number; key: boolean; bytes: Uint8Array<ArrayBuffer> };
/** `description`: the decoder configuration record of these pictures; null where the codec has none. */
export type EncodedAgain = { pictures: EncodedPicture[]; description: Uint8Array | null };

/** What the pictures between are like. */
export type LikeSource = {
	/** As the file says, e.g. `avc1.42c01f`. */
	codec: string;
	/** Bits and pictures a second of the whole clip. */
	bitrate: number;
	fps: number;
};

/** A group made again has to begin with a whole picture, and is short: it gets more bits than the clip has on the whole. */
const MORE_BITS = 1.6;
const LEAST_BITS = 1_000_000;
/** No camera takes two pictures within a millisecond. */
const SAME_US = 500;
/** A key picture at least this often, as in a recording. */
const KEY_EVERY_US = 500_000;

/**
 * Decodes the pictures at `timesUs` and encodes them again, the first one as a key picture.
 * fileUs  goes on top of a time to find it in the file
 * fails   `decode_failed`, `codec_unsupported` (no encoder here for this codec), `encoder_failed`
 */
export async function encodeAgain(
	sink: VideoSampleSink,
	timesUs: readonly number[],
	fileUs: number,
	like: LikeSource
): Promise<Outcome<EncodedAgain>> {
	const made: EncodedAgain = { pictures: [], description: null };
	let encoder: VideoEncoder | null = null;
	let failed: unknown = null;
	let done = 0;
	let keyUs = -Infinity;
	try {
		// The picture at or before a time: a little later, where seconds round down. Asked for one by one, none behind the last is decoded.
		const seconds = timesUs.map((us) => (us + fileUs + SAME_US / 2) / 1e6);
		for await (const sample of sink.samplesAtTimestamps(seconds)) {
			const us = timesUs[done]!;
			if (!sample) return fail('decode_failed', `no picture at ${us}`, { context: { ptsUs: us } });
			try {
				if (Math.abs(sample.timestamp * 1e6 - fileUs - us) > SAME_US)
					return fail('decode_failed', `no picture at ${us}`, { context: { ptsUs: us } });
				const frame = new VideoFrame(sample.toVideoFrame(), { timestamp: us });
				try {
					if (!encoder) {
						const config = await chooseConfig(like, frame);
						if (!config) return fail('codec_unsupported', `${like.codec} cannot be encoded here`, { context: { codec: like.codec } }); // prettier-ignore
						encoder = new VideoEncoder({
							output(chunk, meta) {
								const bytes = new Uint8Array(chunk.byteLength);
								chunk.copyTo(bytes);
								made.pictures.push({ us: chunk.timestamp, key: chunk.type === 'key', bytes });
								const description = meta?.decoderConfig?.description;
								if (description) made.description ??= bytesOf(description);
							},
							error: (error) => (failed = error)
						});
						encoder.configure(config);
					}
					const keyFrame = us - keyUs >= KEY_EVERY_US;
					if (keyFrame) keyUs = us;
					encoder.encode(frame, { keyFrame });
					done += 1;
				} finally {
					frame.close();
				}
			} finally {
				sample.close();
			}
		}
		if (encoder?.state === 'configured') await encoder.flush();
	} catch (error) {
		failed ??= error;
	} finally {
		if (encoder && encoder.state !== 'closed') encoder.close();
	}
	if (failed) return fail('encoder_failed', messageOf(failed));
	if (done !== timesUs.length) return fail('decode_failed', `${done} of ${timesUs.length} pictures at an edge`);
	const right =
		made.pictures.length === done &&
		made.pictures[0]?.key === true &&
		made.pictures.every((picture, i) => picture.us === timesUs[i]);
	return right ? ok(made) : fail('encoder_failed', `${made.pictures.length} of ${done} pictures came back in order`);
}

const bytesOf = (source: AllowSharedBufferSource): Uint8Array =>
	ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
		: new Uint8Array(source).slice();

/** The source's own profile where it can be encoded, so that both halves need the same of a decoder; else a plainer one. */
async function chooseConfig(like: LikeSource, frame: VideoFrame): Promise<VideoEncoderConfig | null> {
	const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
	const level = avcLevel(width, height, Math.max(24, like.fps));
	const avc = /^avc[13]\./.test(like.codec);
	const codecs = avc
		? [like.codec.replace(/^avc3/, 'avc1'), `avc1.4200${level}`, `avc1.4d00${level}`, `avc1.6400${level}`]
		: [like.codec];
	for (const codec of codecs) {
		const config: VideoEncoderConfig = {
			codec,
			width,
			height,
			framerate: Math.max(1, like.fps),
			bitrate: Math.round(Math.max(LEAST_BITS, like.bitrate) * MORE_BITS),
			latencyMode: 'quality',
			...(avc ? { avc: { format: 'avc' as const } } : {})
		};
		const support = await VideoEncoder.isConfigSupported(config).catch(() => null);
		if (support?.supported) return config;
	}
	return null;
}

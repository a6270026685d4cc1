import { ALL_FORMATS, BufferSource, EncodedPacketSink, FilePathSource, Input, type InputVideoTrack } from 'mediabunny';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';

/** What can be known about a video without decoding it. Codec and pixel format as ffmpeg names them. */
export type VideoFacts = {
	codec: string;
	pixelFormat: string;
	width: number;
	height: number;
	/** Presentation times in seconds, in the order in which the frames are stored. */
	timesS: number[];
	keyFrames: boolean[];
	durationS: number;
	videoTracks: number;
	audioTracks: number;
};

const CODEC_NAMES: Record<string, string> = { avc: 'h264', hevc: 'hevc', vp8: 'vp8', vp9: 'vp9', av1: 'av1' };

/** Reads a video, from its path or its bytes. Fails with `take_damaged` where it cannot be read as one. */
export async function readVideoFacts(from: string | Uint8Array): Promise<Outcome<VideoFacts>> {
	const source = typeof from === 'string' ? new FilePathSource(from) : new BufferSource(from);
	const name = typeof from === 'string' ? from : 'video';
	const input = new Input({ source, formats: ALL_FORMATS });
	try {
		const tracks = await input.getVideoTracks();
		const track = tracks[0];
		if (!track) return fail('take_damaged', `${name}: no video track`);
		const timesS: number[] = [];
		const keyFrames: boolean[] = [];
		for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
			timesS.push(packet.timestamp);
			keyFrames.push(packet.type === 'key');
		}
		const codec = await track.getCodec();
		return ok({
			codec: codec ? (CODEC_NAMES[codec] ?? codec) : 'unknown',
			pixelFormat: await pixelFormatOf(track),
			width: await track.getDisplayWidth(),
			height: await track.getDisplayHeight(),
			timesS,
			keyFrames,
			durationS: await track.computeDuration(),
			videoTracks: tracks.length,
			audioTracks: (await input.getAudioTracks()).length
		});
	} catch (error) {
		return fail('take_damaged', `${name}: ${messageOf(error)}`);
	} finally {
		input.dispose();
	}
}

const CHROMA = ['gray', 'yuv420p', 'yuv422p', 'yuv444p'];
/** H.264 profiles whose parameter set says the chroma format; all others are 4:2:0 with 8 bits. */
const CHROMA_IN_SPS = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134]);

async function pixelFormatOf(track: InputVideoTrack): Promise<string> {
	const config = await track.getDecoderConfig();
	const chroma = chromaOf(await track.getCodec(), config?.codec ?? '', config?.description);
	const fullRange = (await track.getColorSpace()).fullRange === true;
	return fullRange && chroma.startsWith('yuv4') ? chroma.replace('yuv', 'yuvj') : chroma;
}

function chromaOf(codec: string | null, codecString: string, description: AllowSharedBufferSource | undefined): string {
	if (codec === 'avc' && description) return CHROMA[avcChroma(bytesOf(description))] ?? 'unknown';
	if (codec === 'vp8') return 'yuv420p';
	if (codec === 'vp9' && codecString.startsWith('vp09.00')) return 'yuv420p';
	if (codec === 'av1' && codecString.startsWith('av01.0')) return 'yuv420p';
	return 'unknown';
}

const bytesOf = (source: AllowSharedBufferSource): Uint8Array =>
	ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source);

/**
 * Chroma format (0..3) from an `avcC` record: byte 5 counts the parameter sets, two bytes give the first one's length,
 * and in it follow, after header, profile, constraints and level, `seq_parameter_set_id` and `chroma_format_idc`.
 * source  ISO/IEC 14496-15 §5.3.3, ITU-T H.264 §7.3.2.1.1
 */
function avcChroma(avcC: Uint8Array): number {
	const profile = avcC[1]!;
	if (!CHROMA_IN_SPS.has(profile)) return 1;
	const sps = avcC.subarray(8 + 4);
	let bit = 0;
	const readBit = () => {
		const value = (sps[bit >> 3]! >> (7 - (bit & 7))) & 1;
		bit += 1;
		return value;
	};
	const readExpGolomb = () => {
		let zeros = 0;
		while (readBit() === 0 && zeros < 32) zeros += 1;
		let value = 1;
		for (let i = 0; i < zeros; i++) value = value * 2 + readBit();
		return value - 1;
	};
	readExpGolomb();
	return readExpGolomb();
}

import {
	BlobSource,
	EncodedPacketSink,
	Input,
	MATROSKA,
	MP4,
	QTFF,
	VideoSampleSink,
	WEBM,
	type InputVideoTrack
} from 'mediabunny';
import { fail, messageOf, ok, type Discard, type Outcome } from '../../src/lib/failure/failure.ts';
import { durationFromTimes } from '../../src/lib/domain/time/gap-stats.ts';
import { thumbnailOf } from '../shared/thumbnail.ts';
import type { VideoFacts } from './api.ts';

/** Files on this device only: no format that would fetch further parts from elsewhere. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA];

export type OpenVideo = {
	track: InputVideoTrack;
	/** Presentation time of the first decodable frame in the file's own time, whole microseconds. */
	firstUs: number;
	/** Packets before the first key frame, and pictures that hang on them: nothing can decode them. */
	skippedPackets: number;
	facts: VideoFacts;
	discarded: Discard[];
	close(): void;
};

/**
 * Opens a file, counts every packet of its picture, and decodes one frame to be sure that this browser can.
 * `own`: this app recorded it; then a browser that cannot decode is no reason to refuse it, there is only no thumbnail.
 */
export async function openVideo(file: Blob, own = false): Promise<Outcome<OpenVideo>> {
	if (file.size === 0) return fail('file_empty', 'file of 0 bytes', { retry: 'after_change' });
	const input = new Input({ source: new BlobSource(file), formats: FORMATS });
	const opened = await readVideo(input, own).catch((error: unknown) =>
		fail('file_not_video', messageOf(error), { retry: 'after_change' })
	);
	if (!opened.ok) input.dispose();
	return opened;
}

async function readVideo(input: Input, own: boolean): Promise<Outcome<OpenVideo>> {
	if (!(await input.canRead())) return fail('file_not_video', 'no known container', { retry: 'after_change' });
	const tracks = await input.getTracks();
	const track = await input.getPrimaryVideoTrack();
	if (!track) return fail('file_empty', `${tracks.length} tracks, none with a picture`, { retry: 'after_change' });
	const codec = (await track.getCodecParameterString().catch(() => null)) ?? String(await track.getCodec());
	if (!own && !(await track.canDecode()))
		return fail('codec_unsupported', codec, { context: { codec }, retry: 'after_change' });

	const counted = await countFrames(track);
	if (!counted.ok) return counted;
	const { times, firstUs, skippedPackets } = counted.value;
	const thumbnail = await decodeThumbnail(track, firstUs);
	if (!thumbnail.ok && !own) return thumbnail;

	const discarded: Discard[] = [];
	const audio = tracks.filter((each) => each.isAudioTrack()).length;
	const pictures = tracks.filter((each) => each.isVideoTrack()).length;
	if (audio > 0) discarded.push({ what: 'audio', reason: 'audio_not_wanted', count: audio });
	if (pictures > 1) discarded.push({ what: 'video', reason: 'second_video_track', count: pictures - 1 });
	const tags = Object.keys(await input.getMetadataTags().catch(() => ({}))).length;
	if (tags > 0) discarded.push({ what: 'metadata', reason: 'metadata_dropped', count: tags });
	if (skippedPackets > 0) discarded.push({ what: 'frame', reason: 'frame_not_decodable', count: skippedPackets });

	return ok(
		{
			track,
			firstUs,
			skippedPackets,
			facts: {
				timesUs: times,
				durationUs: durationFromTimes(times),
				width: await track.getDisplayWidth(),
				height: await track.getDisplayHeight(),
				codec,
				thumbnail: thumbnail.ok ? thumbnail.value : null
			},
			discarded,
			close: () => input.dispose()
		},
		discarded
	);
}

type Counted = { times: Float64Array<ArrayBuffer>; firstUs: number; skippedPackets: number };

/** Every packet's time, without its data. */
async function countFrames(track: InputVideoTrack): Promise<Outcome<Counted>> {
	const pts: number[] = [];
	let firstUs: number | null = null;
	let skippedPackets = 0;
	for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
		const at = packet.microsecondTimestamp;
		if (firstUs === null && packet.type === 'key') firstUs = at;
		if (firstUs === null || at < firstUs) skippedPackets += 1;
		else pts.push(at);
	}
	if (firstUs === null) return fail('file_empty', `${skippedPackets} packets, no key frame`, { retry: 'after_change' });
	const start = firstUs;
	const times = Float64Array.from(pts, (at) => at - start).sort();
	const twice = times.findIndex((at, i) => i > 0 && at === times[i - 1]);
	if (twice > 0) return fail('pts_not_increasing', `two frames at ${times[twice]} us`, { retry: 'after_change' });
	return ok({ times, firstUs, skippedPackets });
}

async function decodeThumbnail(track: InputVideoTrack, firstUs: number): Promise<Outcome<Blob | null>> {
	const sink = new VideoSampleSink(track);
	try {
		const sample = (await sink.getSample(firstUs / 1e6 + 1)) ?? (await sink.getSample(firstUs / 1e6));
		if (!sample) return fail('decode_failed', 'no frame came out of the decoder', { retry: 'after_change' });
		try {
			return ok(
				await thumbnailOf({
					width: sample.displayWidth,
					height: sample.displayHeight,
					draw: (context, width, height) => sample.draw(context, 0, 0, width, height)
				})
			);
		} finally {
			sample.close();
		}
	} catch (error) {
		return fail('decode_failed', messageOf(error), { retry: 'after_change' });
	}
}

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
import { wholeUs } from '../shared/whole-us.ts';
import type { VideoFacts } from './api.ts';
import { codecName, countTags } from './tag-kinds.ts';

/** Files on this device only: no format that would fetch further parts from elsewhere. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA];

export type OpenVideo = {
	track: InputVideoTrack;
	/** Presentation time of the first frame that is shown, in the file's own time, whole microseconds. The take's 0. */
	firstUs: number;
	/** Frames that only help to decode the first ones: an edit list hides them. They are copied, with times below 0. */
	hiddenFrames: number;
	/** Packets from here on are copied: presentation time of the first key frame, whole microseconds. */
	fromUs: number;
	/** Packets before the first key frame, and pictures that hang on them: nothing can decode them. */
	skippedPackets: number;
	/** A recording of our own in which frames fell on the same microsecond: the later ones were put 1 µs on. */
	nudged: boolean;
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
	const inFile = await track.getInternalCodecId().catch(() => null);
	const named = (await track.getCodecParameterString().catch(() => null)) ?? (await track.getCodec());
	const codec = named ?? (typeof inFile === 'string' ? inFile : 'unknown');
	if (!own && (named === null || !(await track.canDecode())))
		return fail('codec_unsupported', codec, { context: { codec: codecName(codec) }, retry: 'after_change' });

	const format = await input.getFormat();
	// Only these have edit lists; elsewhere a time below 0 is a time like any other.
	const counted = await countFrames(track, format === MP4 || format === QTFF, own);
	if (!counted.ok) return counted;
	const { times, firstUs, fromUs, hiddenFrames, skippedPackets, nudged } = counted.value;
	const thumbnail = await decodeThumbnail(track, firstUs);
	if (!thumbnail.ok && !own) return thumbnail;

	const discarded: Discard[] = [];
	const audio = tracks.filter((each) => each.isAudioTrack()).length;
	const pictures = tracks.filter((each) => each.isVideoTrack()).length;
	if (audio > 0) discarded.push({ what: 'audio', reason: 'audio_not_wanted', count: audio });
	if (pictures > 1) discarded.push({ what: 'video', reason: 'second_video_track', count: pictures - 1 });
	const tags = countTags({ ...(await input.getMetadataTags().catch(() => ({}))) });
	for (const what of ['location', 'device', 'time', 'other'] as const)
		if (tags[what]) discarded.push({ what, reason: 'metadata_dropped', count: tags[what] });
	if (skippedPackets > 0) discarded.push({ what: 'frame', reason: 'frame_not_decodable', count: skippedPackets });

	return ok(
		{
			track,
			firstUs,
			fromUs,
			hiddenFrames,
			skippedPackets,
			nudged,
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

type Counted = {
	times: Float64Array<ArrayBuffer>;
	firstUs: number;
	fromUs: number;
	hiddenFrames: number;
	skippedPackets: number;
	nudged: boolean;
};

/**
 * Every packet's time, without its data. `hides`: times below 0 are not shown, where others are. `own`: the browser's own
 * recorder writes whole milliseconds and now and then puts two frames into one; footage is not refused for that.
 */
async function countFrames(track: InputVideoTrack, hides: boolean, own: boolean): Promise<Outcome<Counted>> {
	const pts: number[] = [];
	let fromUs: number | null = null;
	let skippedPackets = 0;
	for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
		const at = wholeUs(packet);
		if (fromUs === null && packet.type === 'key') fromUs = at;
		if (fromUs === null || at < fromUs) skippedPackets += 1;
		else pts.push(at);
	}
	if (fromUs === null) return fail('file_empty', `${skippedPackets} packets, no key frame`, { retry: 'after_change' });
	const sorted = Float64Array.from(pts).sort();
	const hiddenFrames = hides && sorted.at(-1)! >= 0 ? sorted.findIndex((at) => at >= 0) : 0;
	const firstUs = sorted[hiddenFrames]!;
	const times = sorted.slice(hiddenFrames).map((at) => at - firstUs);
	const twice = times.findIndex((at, i) => i > 0 && at === times[i - 1]);
	if (twice > 0 && !own)
		return fail('pts_not_increasing', `two frames at ${times[twice]} us`, { retry: 'after_change' });
	for (let i = 1; i < times.length; i++) times[i] = Math.max(times[i]!, times[i - 1]! + 1);
	return ok({ times, firstUs, fromUs, hiddenFrames, skippedPackets, nudged: twice > 0 });
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

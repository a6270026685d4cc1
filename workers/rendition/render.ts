import {
	BufferTarget,
	Mp4OutputFormat,
	Output,
	Quality,
	VideoSample,
	VideoSampleSource,
	type VideoSampleSink
} from 'mediabunny';
import { findFrame } from '../../src/lib/domain/rendition/find-frame.ts';
import { ImageStatsCounter, sampledFrames } from '../../src/lib/domain/rendition/image-stats.ts';
import { letterbox } from '../../src/lib/domain/rendition/letterbox.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { RenderJob, Rendered } from './api.ts';
import { avcCodec } from './avc-codec.ts';
import { clearTimes } from './clear-times.ts';
import { i420Bytes, i420FromRgba, VIDEO_COLOURS } from './i420.ts';
import { paintFrame, type PixelRect } from './paint-frame.ts';
import { pictureSampler } from './sample-picture.ts';

export type Source = {
	sink: VideoSampleSink;
	/** Time of the first frame in the file, microseconds: the take's clock starts there. */
	firstUs: number;
	width: number;
	height: number;
};

/** Reading starts a little early, because seconds cannot hold every microsecond. */
const EARLY_S = 0.001;
/** What a frame is called that nobody planned for: covered whole, never shown by mistake. */
const UNPLANNED = { whole: true, boxes: [] };

/** Decodes, letterboxes, covers, encodes. One picture is held at a time. */
export async function render(
	source: Source,
	job: RenderJob,
	onProgress: (done: number) => void
): Promise<Outcome<Rendered>> {
	const { spec, slots, redactions } = job;
	const canvas = new OffscreenCanvas(spec.width, spec.height);
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
	const box = letterbox(source, spec);
	const planned = redactions.map((each) => each.ptsUs);
	const sampled = new Set(sampledFrames(slots.length));
	const smallPicture = pictureSampler(spec.width, spec.height);
	const stats = new ImageStatsCounter();
	const covered: PixelRect[][] = [];
	const codec = avcCodec(spec);
	const { output, video, target, packets } = openOutput(job, codec);
	const planes = new Uint8Array(i420Bytes(spec.width, spec.height));
	let done = 0;
	try {
		await output.start();
		const lastUs = slots.at(-1)!.sourceUs;
		const startS = (slots[0]!.sourceUs + source.firstUs) / 1e6 - EARLY_S;
		for await (const sample of source.sink.samples(Math.max(0, startS))) {
			let rects: PixelRect[] | null = null;
			try {
				const ptsUs = sample.microsecondTimestamp - source.firstUs;
				if (done === slots.length || ptsUs > lastUs + 500) break;
				while (done < slots.length && findFrame([slots[done]!.sourceUs], ptsUs) === 0) {
					if (!rects) {
						rects = paintFrame(context, sample, box, redactions[findFrame(planned, ptsUs)] ?? UNPLANNED);
						i420FromRgba(context.getImageData(0, 0, spec.width, spec.height).data, spec.width, spec.height, planes);
					}
					covered.push(rects);
					if (sampled.has(done)) stats.add(smallPicture(canvas));
					await addFrame(video, planes, done, job);
					done++;
				}
			} finally {
				sample.close();
			}
			onProgress(done);
		}
	} catch (error) {
		await output.cancel().catch(() => undefined);
		return fail('rendition_failed', `after ${done} frames: ${messageOf(error)}`, { retry: 'now' });
	}
	if (done < slots.length) {
		await output.cancel();
		return fail('decode_failed', `slot ${done} of ${slots.length} found no frame`, {
			context: { slot: done, slots: slots.length }
		});
	}
	try {
		await output.finalize();
	} catch (error) {
		return fail('rendition_failed', messageOf(error), { retry: 'now' });
	}
	const problem = packetProblem(packets, slots.length);
	if (problem) return fail('rendition_failed', problem);
	clearTimes(new Uint8Array(target.buffer!));
	const mp4 = new Blob([target.buffer!], { type: 'video/mp4' });
	return ok({ mp4, codec, frames: done, imageStats: stats.result()!, covered });
}

type Packet = { timestamp: number; key: boolean };

function openOutput(job: RenderJob, codec: string) {
	const { spec, slots } = job;
	const packets: Packet[] = [];
	const target = new BufferTarget();
	const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
	const video = new VideoSampleSource({
		codec: 'avc',
		fullCodecString: codec,
		quality: new Quality({ bitrate: spec.bitrate, bitrateMode: 'variable' }),
		// Key frames are asked for by number; this only keeps the library from asking for others.
		keyFrameInterval: slots.length / spec.fps + 1,
		latencyMode: 'quality',
		onEncodedPacket: (packet) => packets.push({ timestamp: packet.timestamp, key: packet.type === 'key' })
	});
	// With the rate known, the file's ticks are frames: average rate and length come out exact.
	output.addVideoTrack(video, { frameRate: spec.fps });
	return { output, video, target, packets };
}

async function addFrame(
	video: VideoSampleSource,
	planes: Uint8Array<ArrayBuffer>,
	slot: number,
	{ spec }: RenderJob
): Promise<void> {
	const sample = new VideoSample(planes, {
		format: 'I420',
		codedWidth: spec.width,
		codedHeight: spec.height,
		timestamp: slot / spec.fps,
		duration: 1 / spec.fps,
		colorSpace: VIDEO_COLOURS
	});
	try {
		await video.add(sample, { keyFrame: slot % spec.gop === 0 });
	} finally {
		sample.close();
	}
}

/** An encoder that left a frame out or reordered them would break every reader of the dataset. */
function packetProblem(packets: readonly Packet[], frames: number): string | null {
	if (packets.length !== frames) return `${packets.length} packets for ${frames} frames`;
	if (!packets[0]!.key) return 'the first frame is no key frame';
	const unordered = packets.findIndex((packet, i) => i > 0 && packet.timestamp <= packets[i - 1]!.timestamp);
	return unordered < 0 ? null : `packet ${unordered} is out of order`;
}

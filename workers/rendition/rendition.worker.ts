import * as Comlink from 'comlink';
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink, type VideoSample } from 'mediabunny';
import { findFrame } from '../../src/lib/domain/rendition/find-frame.ts';
import { letterbox } from '../../src/lib/domain/rendition/letterbox.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { RenditionSpec } from '../../src/lib/schema/programme.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import type { Redactions, RenditionApi, SourceFrame } from './api.ts';
import { avcCodec } from './avc-codec.ts';
import { paintFrame } from './paint-frame.ts';
import { render, type Source } from './render.ts';

/** One take a worker. States: see `api.ts`. */
let source: Source | null = null;
let input: Input | null = null;
let reading: AsyncGenerator<VideoSample, void, unknown> | null = null;
let stopUs = 0;
let spec: RenditionSpec | null = null;
/** Makes the picture that `next` hands out; null where this frame is not wanted. */
let picture: (sample: VideoSample, time: PtsUs) => VideoFrame | null = () => null;

const notOpen = () => fail('rendition_failed', 'no take is open');

Comlink.expose({
	async open(media, wanted) {
		if (typeof VideoEncoder === 'undefined' || typeof VideoDecoder === 'undefined')
			return fail('rendition_failed', 'no WebCodecs in this browser');
		spec = wanted;
		const codec = avcCodec(wanted);
		const { width: encodedWidth, height: encodedHeight, bitrate, fps: framerate } = wanted;
		const config = { codec, width: encodedWidth, height: encodedHeight, bitrate, framerate };
		const support = await VideoEncoder.isConfigSupported(config).catch(() => null);
		if (!support?.supported) return fail('rendition_failed', `${codec} cannot be encoded here`, { context: { codec } });
		input?.dispose();
		input = new Input({ source: new BlobSource(media), formats: ALL_FORMATS });
		try {
			const track = await input.getPrimaryVideoTrack();
			if (!track) return fail('file_not_video', 'no picture track');
			if (!(await track.canDecode())) return fail('codec_unsupported', `codec ${track.codec ?? 'unknown'}`);
			const width = await track.getDisplayWidth();
			const height = await track.getDisplayHeight();
			const sink = new VideoSampleSink(track);
			// Pictures before 0 are there only to decode those after it: they are not shown and do not leave.
			const firstUs = Math.max(0, Math.round((await track.getFirstTimestamp()) * 1e6));
			source = { sink, firstUs, width, height };
			return ok({ width, height });
		} catch (error) {
			return fail('file_not_video', messageOf(error));
		}
	},

	async from(fromUs, toUs, covered) {
		if (!source || !spec) return notOpen();
		const { width, height } = source;
		picture = covered ? coveredPicture(source, spec, covered) : (sample) => upright(sample, width, height);
		await reading?.return();
		stopUs = toUs;
		const startS = Math.max(0, (fromUs + source.firstUs) / 1e6);
		reading = source.sink.samples(startS);
		return ok(null);
	},

	async next() {
		if (!source || !reading) return notOpen();
		try {
			for (;;) {
				const { value: sample } = await reading.next();
				if (!sample) return ok(null);
				try {
					const time = ptsUs(sample.microsecondTimestamp - source.firstUs);
					if (time >= stopUs) break;
					const frame = picture(sample, time);
					if (frame) return moved({ ptsUs: time, frame });
				} finally {
					sample.close();
				}
			}
			await reading.return();
			return ok(null);
		} catch (error) {
			return fail('decode_failed', messageOf(error));
		}
	},

	async render(job, onProgress) {
		if (!source) return notOpen();
		await reading?.return();
		return render(source, job, onProgress);
	}
} satisfies RenditionApi);

const moved = (value: SourceFrame): Outcome<SourceFrame | null> => Comlink.transfer(ok(value), [value.frame]);

/** Files of phones say "turn by 90 degrees" instead of turning: detectors get the picture as it is meant to be seen. */
function upright(sample: VideoSample, width: number, height: number): VideoFrame {
	if (sample.rotation === 0 && !sample.flip) return sample.toVideoFrame();
	const canvas = new OffscreenCanvas(width, height);
	sample.draw(canvas.getContext('2d')!, 0, 0, width, height);
	return new VideoFrame(canvas, { timestamp: 0 });
}

/** Pictures of the rendition on which boxes are covered; frames without any, and frames covered whole, are left out. */
function coveredPicture({ width, height }: Source, size: RenditionSpec, redactions: Redactions) {
	const canvas = new OffscreenCanvas(size.width, size.height);
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
	const box = letterbox({ width, height }, size);
	const times = redactions.map((each) => each.ptsUs);
	return (sample: VideoSample, time: PtsUs): VideoFrame | null => {
		const redaction = redactions[findFrame(times, time)];
		if (!redaction || redaction.whole || redaction.boxes.length === 0) return null;
		paintFrame(context, sample, box, redaction);
		return new VideoFrame(canvas, { timestamp: time });
	};
}

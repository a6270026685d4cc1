import * as Comlink from 'comlink';
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink, type VideoSample } from 'mediabunny';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import type { RenditionApi, SourceFrame } from './api.ts';
import { avcCodec } from './avc-codec.ts';
import { render, type Source } from './render.ts';

/** One take a worker. States: see `api.ts`. */
let source: Source | null = null;
let input: Input | null = null;
let reading: AsyncGenerator<VideoSample, void, unknown> | null = null;
let stopUs = 0;

const notOpen = () => fail('rendition_failed', 'no take is open');

Comlink.expose({
	async open(media, spec) {
		if (typeof VideoEncoder === 'undefined' || typeof VideoDecoder === 'undefined')
			return fail('rendition_failed', 'no WebCodecs in this browser');
		const codec = avcCodec(spec);
		const config = { codec, width: spec.width, height: spec.height, bitrate: spec.bitrate, framerate: spec.fps };
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
			const firstUs = Math.round((await track.getFirstTimestamp()) * 1e6);
			source = { sink, firstUs, width, height };
			return ok({ width, height });
		} catch (error) {
			return fail('file_not_video', messageOf(error));
		}
	},

	async from(fromUs, toUs) {
		if (!source) return notOpen();
		await reading?.return();
		stopUs = toUs;
		const startS = Math.max(0, (fromUs + source.firstUs) / 1e6);
		reading = source.sink.samples(startS);
		return ok(null);
	},

	async next() {
		if (!source || !reading) return notOpen();
		try {
			const { value: sample } = await reading.next();
			if (!sample) return ok(null);
			const time = ptsUs(sample.microsecondTimestamp - source.firstUs);
			const frame = time < stopUs ? upright(sample, source, time) : null;
			sample.close();
			if (frame) return moved({ ptsUs: time, frame });
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
function upright(sample: VideoSample, { width, height }: Source, timestamp: number): VideoFrame {
	if (sample.rotation === 0 && !sample.flip) return sample.toVideoFrame();
	const canvas = new OffscreenCanvas(width, height);
	sample.draw(canvas.getContext('2d')!, 0, 0, width, height);
	return new VideoFrame(canvas, { timestamp });
}

import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink, type VideoSample } from 'mediabunny';
import { endOfFramesS, frameIndexAt } from '../../src/lib/domain/time/frame-times.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import type { ClipFacts, FramesApi, ShownFrame } from './frames-api.ts';
import { PictureCache } from './picture-cache.ts';

type OpenClip = {
	input: Input;
	sink: VideoSampleSink;
	facts: ClipFacts;
	/** File times of the frames in seconds, same order as `facts.timesUs`: what the demuxer is asked for. */
	seconds: Float64Array;
	rotated: boolean;
	cache: PictureCache;
};

/** Frames of one clip. Not thread-safe by itself: requests for single frames stand in line, the newest first. */
export class Frames implements FramesApi {
	#clip: OpenClip | null = null;
	#newest = 0;
	#line: Promise<unknown> = Promise.resolve();
	#run: { number: number; samples: AsyncGenerator<VideoSample, void, unknown> } | null = null;
	#runs = 0;

	async open(blob: Blob): Promise<Outcome<ClipFacts>> {
		await this.close();
		const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
		try {
			if (!(await input.canRead())) return fail('file_not_video', 'no format fits the bytes');
			const track = await input.getPrimaryVideoTrack();
			if (!track) return fail('file_not_video', 'no video track');
			const codec = (await track.getCodecParameterString()) ?? 'unknown';
			if (!(await track.canDecode())) return fail('codec_unsupported', codec, { context: { codec } });
			const { seconds, endS } = await listFrames(new EncodedPacketSink(track));
			const firstS = seconds[0];
			if (firstS === undefined) return fail('take_damaged', 'no frame in the video track');
			const timesUs = seconds.map((s) => ptsUs((s - firstS) * 1e6));
			const facts: ClipFacts = {
				width: await track.getDisplayWidth(),
				height: await track.getDisplayHeight(),
				codec,
				timesUs,
				endUs: ptsUs((endS - firstS) * 1e6)
			};
			const cache = new PictureCache(facts.width, facts.height);
			this.#clip = { input, sink: new VideoSampleSink(track), facts, seconds, rotated: track.rotation !== 0, cache };
			return ok({ ...facts, timesUs: timesUs.slice() });
		} catch (error) {
			input.dispose();
			return fail('take_damaged', messageOf(error));
		}
	}

	frame(us: number): Promise<Outcome<ShownFrame | null>> {
		const request = ++this.#newest;
		const turn = this.#line.then(async (): Promise<Outcome<ShownFrame | null>> => {
			if (request !== this.#newest || !this.#clip) return ok(null);
			try {
				return ok(await this.#decode(this.#clip, frameIndexAt(this.#clip.facts.timesUs, us)));
			} catch (error) {
				return fail('decode_failed', `frame at ${us}: ${messageOf(error)}`, { context: { ptsUs: us } });
			}
		});
		this.#line = turn;
		return turn;
	}

	/** Decodes up to the frame and keeps those just before it, so that stepping back does not decode them again. */
	async #decode(clip: OpenClip, index: number): Promise<ShownFrame> {
		const kept = await clip.cache.copyOf(clip.facts.timesUs[index]!);
		if (kept) return kept;
		const from = clip.cache.firstWorthKeeping(index);
		for await (const sample of clip.sink.samples(clip.seconds[from], (clip.seconds[index] ?? 0) + 1e-6)) {
			try {
				const at = this.#indexOf(clip, sample);
				await clip.cache.keep(clip.facts.timesUs[at]!, () => bitmapOf(sample, clip));
			} finally {
				sample.close();
			}
		}
		const shown = await clip.cache.copyOf(clip.facts.timesUs[index]!);
		if (!shown) throw new Error(`decoder gave no frame ${index}`);
		return shown;
	}

	async run(us: number): Promise<Outcome<number>> {
		const clip = this.#clip;
		await this.#endRun();
		if (!clip) return fail('take_damaged', 'no clip is open');
		const number = ++this.#runs;
		const start = clip.seconds[frameIndexAt(clip.facts.timesUs, us)];
		this.#run = { number, samples: clip.sink.samples(start) };
		return ok(number);
	}

	async next(run: number): Promise<Outcome<ShownFrame | null>> {
		const clip = this.#clip;
		if (!clip || this.#run?.number !== run) return ok(null);
		try {
			const { value: sample } = await this.#run.samples.next();
			if (!sample) return ok(null);
			const at = ptsUs(clip.facts.timesUs[this.#indexOf(clip, sample)]!);
			try {
				return ok({ ptsUs: at, picture: clip.rotated ? await bitmapOf(sample, clip) : sample.toVideoFrame() });
			} finally {
				sample.close();
			}
		} catch (error) {
			return fail('decode_failed', `run ${run}: ${messageOf(error)}`);
		}
	}

	async strip(timesUs: number[], height: number): Promise<Outcome<ShownFrame[]>> {
		const clip = this.#clip;
		if (!clip) return ok([]);
		const wanted = timesUs.map((us) => clip.seconds[frameIndexAt(clip.facts.timesUs, us)]!);
		const shown: ShownFrame[] = [];
		try {
			for await (const sample of clip.sink.samplesAtTimestamps(wanted)) {
				if (!sample) continue;
				try {
					const width = Math.max(1, Math.round((clip.facts.width / clip.facts.height) * height));
					const at = ptsUs(clip.facts.timesUs[this.#indexOf(clip, sample)]!);
					shown.push({ ptsUs: at, picture: drawn(sample, width, height) });
				} finally {
					sample.close();
				}
			}
			return ok(shown);
		} catch (error) {
			return fail('decode_failed', `film strip: ${messageOf(error)}`);
		}
	}

	async close(): Promise<Outcome<null>> {
		await this.#endRun();
		this.#clip?.cache.clear();
		this.#clip?.input.dispose();
		this.#clip = null;
		return ok(null);
	}

	async #endRun(): Promise<void> {
		const old = this.#run;
		this.#run = null;
		await old?.samples.return();
	}

	/** Decoders hand out rounded times: the frame is the one nearest. */
	#indexOf(clip: OpenClip, sample: VideoSample): number {
		const us = ptsUs((sample.timestamp - clip.seconds[0]!) * 1e6);
		return frameIndexAt(clip.facts.timesUs, us + 2);
	}
}

const HALF_US = 0.5e-6;

/** Times of all frames in seconds, in the order of showing, and where the last one ends. */
async function listFrames(packets: EncodedPacketSink): Promise<{ seconds: Float64Array<ArrayBuffer>; endS: number }> {
	const times: number[] = [];
	let endS = 0;
	for await (const packet of packets.packets(undefined, undefined, { metadataOnly: true })) {
		times.push(packet.timestamp);
		endS = Math.max(endS, packet.timestamp + packet.duration);
	}
	// Pictures before 0 are there only to decode those after it.
	const shown = times.filter((time) => time > -HALF_US);
	const seconds = Float64Array.from(shown.length > 0 ? shown : times).sort();
	return { seconds, endS: endOfFramesS(seconds, endS) };
}

const bitmapOf = async (sample: VideoSample, clip: OpenClip): Promise<ImageBitmap> =>
	drawn(sample, clip.facts.width, clip.facts.height);

function drawn(sample: VideoSample, width: number, height: number): ImageBitmap {
	const canvas = new OffscreenCanvas(width, height);
	sample.draw(canvas.getContext('2d')!, 0, 0, width, height);
	return canvas.transferToImageBitmap();
}

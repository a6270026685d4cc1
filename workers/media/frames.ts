import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink, type VideoSample } from 'mediabunny';
import { endOfFramesS, frameIndexAt } from '../../src/lib/domain/time/frame-times.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import type { ClipFacts, FramesApi, ShownFrame } from './frames-api.ts';
import { PictureCache } from './picture-cache.ts';
import { drawn, keptPictureOf, pictureOf, type PictureShape } from './picture-of.ts';
import { Stretch, type FrameRange } from './stretch.ts';

type OpenClip = {
	input: Input;
	sink: VideoSampleSink;
	facts: ClipFacts;
	/** File times of the frames in seconds, same order as `facts.timesUs`: what the demuxer is asked for. */
	seconds: Float64Array;
	/** Indices of the frames that need no other, rising. */
	keys: number[];
	cache: PictureCache;
} & PictureShape;

/** Frames that are decoded ahead on either side of the one on screen. */
const AROUND = 16;
/** A move back by at most so many frames is a step. */
const STEP = 10;
/** Frames that are decoded before one that was reached by a step back. */
const MIN_BEFORE = 4;
/** A decoded picture is the frame whose time is as near as this: no camera is faster than a thousand a second. */
const SAME_US = 500;

/** Frames of one clip. Not thread-safe by itself: requests for single frames stand in line, the newest first. */
export class Frames implements FramesApi {
	#clip: OpenClip | null = null;
	#newest = 0;
	#line: Promise<unknown> = Promise.resolve();
	/** Index of the frame that was asked for last, and whether it was reached by steps back. */
	#at = 0;
	#goesBack = false;
	#stretch: Stretch | null = null;
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
			const { seconds, keys, endS } = await listFrames(new EncodedPacketSink(track));
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
			const { width, height } = facts;
			const rotated = track.rotation !== 0;
			this.#clip = { input, sink: new VideoSampleSink(track), facts, seconds, keys, width, height, rotated, cache };
			return ok({ ...facts, timesUs: timesUs.slice() });
		} catch (error) {
			input.dispose();
			return fail('take_damaged', messageOf(error));
		}
	}

	frame(us: number): Promise<Outcome<ShownFrame | null>> {
		const request = ++this.#newest;
		const turn = this.#line.then(async (): Promise<Outcome<ShownFrame | null>> => {
			const clip = this.#clip;
			if (request !== this.#newest || !clip) return ok(null);
			try {
				return ok(await this.#show(clip, frameIndexAt(clip.facts.timesUs, us)));
			} catch (error) {
				this.#stretch?.end();
				return fail('decode_failed', `frame at ${us}: ${messageOf(error)}`, { context: { ptsUs: us } });
			}
		});
		this.#line = turn.then(() => void this.#prefetch(request));
		return turn;
	}

	async near(us: number): Promise<Outcome<null>> {
		const request = ++this.#newest;
		this.#line = this.#line.then(async () => {
			if (this.#clip && request === this.#newest) this.#at = frameIndexAt(this.#clip.facts.timesUs, us);
			void this.#prefetch(request);
		});
		return ok(null);
	}

	async #show(clip: OpenClip, index: number): Promise<ShownFrame> {
		const stepsBack = index < this.#at && this.#at - index <= STEP;
		this.#at = index;
		this.#goesBack = stepsBack;
		const kept = await clip.cache.copyOf(index);
		if (kept) return kept;
		const sample = await this.#decoded(clip, index, stepsBack);
		try {
			if (this.#indexOf(clip, sample) !== index) throw new Error(`the decoder gave no frame ${index}`);
			return { ptsUs: ptsUs(clip.facts.timesUs[index]!), picture: pictureOf(sample, clip) };
		} finally {
			sample.close();
		}
	}

	async #decoded(clip: OpenClip, index: number, stepsBack: boolean): Promise<VideoSample> {
		if (this.#stretch?.willGive(index)) return this.#stretch.sampleOf(index);
		// Whoever steps back will do so again: what is decoded on the way here is kept.
		if (stepsBack) return this.#begin(clip, { from: stretchBefore(clip, index), to: index }).sampleOf(index);
		this.#stretch?.end();
		const sample = await clip.sink.getSample(clip.seconds[index]!);
		if (!sample) throw new Error(`no frame ${index}`);
		return sample;
	}

	/** One stretch is decoded at a time: the one before ends where it is. */
	#begin(clip: OpenClip, range: FrameRange): Stretch {
		this.#stretch?.end();
		return (this.#stretch = new Stretch(
			clip.sink.samples(clip.seconds[range.from]),
			range,
			(sample) => this.#indexOf(clip, sample),
			(at, sample) => this.#keep(clip, at, sample)
		));
	}

	/** Decodes round the frame that was shown last, the side first to which the steps go, until something else is asked for. */
	async #prefetch(request: number): Promise<void> {
		const clip = this.#clip;
		await this.#stretch?.done;
		for (const back of [this.#goesBack, !this.#goesBack]) {
			if (!clip || request !== this.#newest || clip !== this.#clip) return;
			const range = this.#missing(clip, back);
			if (!range) continue;
			await this.#begin(clip, range).done;
		}
	}

	/** What is not kept of the frames on one side; null while those next to the frame on screen are. */
	#missing(clip: OpenClip, back: boolean): FrameRange | null {
		const by = back ? -1 : 1;
		const edge = Math.max(0, Math.min(clip.seconds.length - 1, this.#at + by * AROUND));
		let first = this.#at;
		while (first !== edge + by && clip.cache.has(first)) first += by;
		if (first === edge + by || Math.abs(first - this.#at) > AROUND / 2) return null;
		return back ? { from: edge, to: first } : { from: first, to: edge };
	}

	async #keep(clip: OpenClip, at: number, sample: VideoSample): Promise<void> {
		if (clip.cache.has(at)) return;
		const picture = await keptPictureOf(sample, clip);
		if (clip === this.#clip) clip.cache.keep(at, clip.facts.timesUs[at]!, picture, this.#at);
		else picture.close();
	}

	async run(us: number): Promise<Outcome<number>> {
		const clip = this.#clip;
		// Nothing is decoded ahead while it plays.
		this.#newest += 1;
		await this.#endRun();
		this.#stretch?.end();
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
				return ok({ ptsUs: at, picture: pictureOf(sample, clip) });
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
		this.#newest += 1;
		await this.#endRun();
		this.#stretch?.end();
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

	/** Which frame of the file a decoded picture is, by the time that the decoder gives it. Decoders round: the nearest one. */
	#indexOf(clip: OpenClip, sample: VideoSample): number {
		const us = (sample.timestamp - clip.seconds[0]!) * 1e6;
		const { timesUs } = clip.facts;
		const before = frameIndexAt(timesUs, us);
		const next = timesUs[before + 1];
		const at = next !== undefined && next - us < us - timesUs[before]! ? before + 1 : before;
		if (Math.abs(timesUs[at]! - us) > SAME_US) throw new Error(`the file lists no frame at ${Math.round(us)}`);
		return at;
	}
}

const HALF_US = 0.5e-6;

/** Where to begin so that a few frames before `index` are decoded, and as little as can be for them alone. */
function stretchBefore(clip: OpenClip, index: number): number {
	const key = clip.keys.findLast((at) => at <= index - MIN_BEFORE) ?? 0;
	return Math.max(key, index - AROUND);
}

/** Times of all frames in seconds, in the order of showing, which of them are key frames, and where the last one ends. */
async function listFrames(
	packets: EncodedPacketSink
): Promise<{ seconds: Float64Array<ArrayBuffer>; keys: number[]; endS: number }> {
	const listed: { time: number; key: boolean }[] = [];
	let endS = 0;
	for await (const packet of packets.packets(undefined, undefined, { metadataOnly: true })) {
		listed.push({ time: packet.timestamp, key: packet.type === 'key' });
		endS = Math.max(endS, packet.timestamp + packet.duration);
	}
	// Pictures before 0 are there only to decode those after it.
	const shown = listed.filter(({ time }) => time > -HALF_US);
	const frames = (shown.length > 0 ? shown : listed).sort((a, b) => a.time - b.time);
	const seconds = Float64Array.from(frames, ({ time }) => time);
	const keys = frames.flatMap(({ key }, index) => (key ? [index] : []));
	return { seconds, keys, endS: endOfFramesS(seconds, endS) };
}

import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink, type VideoSample } from 'mediabunny';
import { endOfFramesS, frameIndexAt } from '../../src/lib/domain/time/frame-times.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import type { ClipFacts, FramesApi, ShownFrame } from './frames-api.ts';
import { PictureCache } from './picture-cache.ts';
import { drawn, keptPictureOf, pictureOf, type PictureShape } from './picture-of.ts';

type OpenClip = {
	input: Input;
	sink: VideoSampleSink;
	facts: ClipFacts;
	/** File times of the frames in seconds, same order as `facts.timesUs`: what the demuxer is asked for. */
	seconds: Float64Array;
	cache: PictureCache;
} & PictureShape;

/** Frames that are decoded ahead on either side of the one on screen. */
const AROUND = 16;
/** A move back by at most so many frames is a step. */
const STEP = 10;
/** A decoded picture is the frame whose time is as near as this: no camera is faster than a thousand a second. */
const SAME_US = 500;

/** Frames of one clip. Not thread-safe by itself: requests for single frames stand in line, the newest first. */
export class Frames implements FramesApi {
	#clip: OpenClip | null = null;
	#newest = 0;
	#line: Promise<unknown> = Promise.resolve();
	/** Index of the frame that was asked for last, and whether it lay before the one before. */
	#at = 0;
	#goesBack = false;
	/** The decoder that stands behind the frame shown last; `next`: the index of the picture that it gives next. */
	#walk: { samples: AsyncGenerator<VideoSample, void, unknown>; next: number } | null = null;
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
			const { width, height } = facts;
			const rotated = track.rotation !== 0;
			this.#clip = { input, sink: new VideoSampleSink(track), facts, seconds, width, height, rotated, cache };
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
				await this.#endWalk();
				return fail('decode_failed', `frame at ${us}: ${messageOf(error)}`, { context: { ptsUs: us } });
			}
		});
		this.#line = turn.then(() => this.#prefetch(request));
		return turn;
	}

	async near(us: number): Promise<Outcome<null>> {
		const request = ++this.#newest;
		this.#line = this.#line.then(async () => {
			if (this.#clip && request === this.#newest) this.#at = frameIndexAt(this.#clip.facts.timesUs, us);
			await this.#prefetch(request);
		});
		return ok(null);
	}

	async #show(clip: OpenClip, index: number): Promise<ShownFrame> {
		const goesBack = index < this.#at;
		const stepsBack = goesBack && this.#at - index <= STEP;
		this.#at = index;
		this.#goesBack = goesBack;
		const kept = await clip.cache.copyOf(index);
		if (kept) return kept;
		// Whoever steps back will do so again: decode a stretch that ends here, not a frame.
		if (stepsBack) await this.#keepBetween(clip, Math.max(0, index - AROUND + 1), index, () => true);
		return (await clip.cache.copyOf(index)) ?? this.#walkTo(clip, index);
	}

	/** The frame as the decoder gives it, going on from where it stands if that is not far before. */
	async #walkTo(clip: OpenClip, index: number): Promise<ShownFrame> {
		if (!this.#walk || this.#walk.next > index || index - this.#walk.next > AROUND) {
			await this.#endWalk();
			this.#walk = { samples: clip.sink.samples(clip.seconds[index]), next: index };
		}
		const walk = this.#walk;
		for (;;) {
			const { value: sample } = await walk.samples.next();
			if (!sample) throw new Error(`the decoder ended before frame ${index}`);
			try {
				const at = this.#indexOf(clip, sample);
				walk.next = at + 1;
				if (at > index) throw new Error(`the decoder gave no frame ${index}`);
				if (at === index) return { ptsUs: ptsUs(clip.facts.timesUs[at]!), picture: pictureOf(sample, clip) };
				await this.#keep(clip, at, sample);
			} finally {
				sample.close();
			}
		}
	}

	/** Decodes round the frame that was shown last, the side first to which the steps go, until somebody asks for anything. */
	async #prefetch(request: number): Promise<void> {
		const clip = this.#clip;
		const free = () => request === this.#newest && clip === this.#clip;
		if (!clip || !free()) return;
		const back = () => this.#keepBetween(clip, Math.max(0, this.#at - AROUND), this.#at, free);
		const on = () => this.#keepBetween(clip, this.#at, Math.min(clip.seconds.length - 1, this.#at + AROUND), free);
		try {
			for (const side of this.#goesBack ? [back, on] : [on, back]) if (free()) await side();
		} catch (error) {
			// Nobody asked for these: whoever does is told then.
			console.warn('[media] frames ahead:', messageOf(error));
		}
	}

	/** Decodes the frames of `[from, to]` that are not kept yet, while `go`. */
	async #keepBetween(clip: OpenClip, from: number, to: number, go: () => boolean): Promise<void> {
		while (from <= to && clip.cache.has(from)) from += 1;
		while (to >= from && clip.cache.has(to)) to -= 1;
		if (from > to) return;
		for await (const sample of clip.sink.samples(clip.seconds[from], clip.seconds[to]! + 1e-6)) {
			try {
				if (!go()) return;
				const at = this.#indexOf(clip, sample);
				if (!clip.cache.has(at)) await this.#keep(clip, at, sample);
			} finally {
				sample.close();
			}
		}
	}

	async #keep(clip: OpenClip, at: number, sample: VideoSample): Promise<void> {
		const picture = await keptPictureOf(sample, clip);
		if (clip === this.#clip) clip.cache.keep(at, clip.facts.timesUs[at]!, picture, this.#at);
		else picture.close();
	}

	async #endWalk(): Promise<void> {
		const old = this.#walk;
		this.#walk = null;
		await old?.samples.return();
	}

	async run(us: number): Promise<Outcome<number>> {
		const clip = this.#clip;
		// Nothing is decoded ahead while it plays.
		this.#newest += 1;
		await this.#endRun();
		await this.#endWalk();
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
		await this.#endWalk();
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

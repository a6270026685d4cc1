import {
	EncodedPacket,
	EncodedPacketSink,
	Mp4OutputFormat,
	VideoSampleSink,
	type InputVideoTrack,
	type VideoCodec
} from 'mediabunny';
import type { Span } from '../../src/lib/domain/annotation/lanes.ts';
import { planCut, type CutRun, type ListedPacket } from '../../src/lib/domain/rendition/plan-cut.ts';
import { usualGapUs } from '../../src/lib/domain/time/gap-stats.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import { Mp4Rows } from '../shared/mp4-rows.ts';
import { openWebmRows } from '../shared/webm-rows.ts';
import { wholeUs } from '../shared/whole-us.ts';
import type { CutClip, CutRow, SourceRow } from './cut-api.ts';
import { keptRows, RecordingRows } from './cut-rows.ts';
import { encodeAgain, type EncodedAgain, type LikeSource } from './encode-again.ts';
import { fragmentsOf } from './fragments.ts';
import { listPackets } from './list-packets.ts';
import { openRows, type OpenRows, type RowsInMemory } from './open-rows.ts';
import { parseAvcRecord, sameSets, withSets, type ParameterSets } from './parameter-sets.ts';
import { proveCut } from './prove-cut.ts';

/** Edges of pieces come from another reader of the same file, which may round differently. */
const SAME_US = 1000;
/** Ticks of a second in the files that our muxer writes. */
const OUR_TICKS = 1_000_000;
/** Edges that are made at the same time, each by a decoder and an encoder of its own. */
const ENCODED_AT_ONCE = 2;
/** Later than any picture. */
const EVER = ptsUs(Number.MAX_SAFE_INTEGER);

type Job = {
	opened: OpenRows;
	track: InputVideoTrack;
	sink: EncodedPacketSink;
	codec: VideoCodec;
	/** As the cut clip says it. */
	config: VideoDecoderConfig;
	packets: ListedPacket[];
	firstUs: number;
	runs: CutRun[];
	made: Map<CutRun, EncodedAgain>;
	/** H.264: what the source's pictures need to be decoded. */
	source: ParameterSets | null;
	/** The pictures made here need other parameter sets: each side brings its own along, and the file says so (`avc3`). */
	foreign: boolean;
	fps: number;
	onPacket: () => void;
};

/** See `CutApi.cut`. */
export async function smartCut(
	rows: readonly SourceRow[],
	wanted: readonly Span[],
	onProgress: (share: number) => void
): Promise<Outcome<CutClip>> {
	if (rows.length === 0) return fail('file_empty', 'the clip has no bytes');
	let opened: OpenRows | null = null;
	try {
		opened = await openRows(rows, wanted, 'heads');
		const track = await opened.input.getPrimaryVideoTrack();
		if (!track) return fail('file_not_video', 'no picture track');
		return await cutTrack(opened, track, wanted, onProgress);
	} catch (error) {
		return fail('decode_failed', messageOf(error));
	} finally {
		opened?.input.dispose();
	}
}

async function cutTrack(
	opened: OpenRows,
	track: InputVideoTrack,
	wanted: readonly Span[],
	onProgress: (share: number) => void
): Promise<Outcome<CutClip>> {
	const sink = new EncodedPacketSink(track);
	const { packets, firstUs, endUs } = await listPackets(sink, opened.fromZero);
	const shown = packets.map(({ us }) => us).filter((us) => us >= 0).sort((a, b) => a - b); // prettier-ignore
	const snapped = (us: number) => nearest(shown, us, endUs);
	const pieces = wanted.map((piece) => ({ startUs: snapped(piece.startUs), endUs: snapped(piece.endUs) }));
	const runs = planCut(packets, pieces);
	const timesUs = Float64Array.from(runs.flatMap((run) => timesOf(run, packets))).sort();
	if (timesUs.length === 0) return fail('nothing_kept', 'no picture in the pieces', { retry: 'after_change' });
	const codec = await track.getCodec();
	const config = await track.getDecoderConfig();
	if (!codec || !config) return fail('codec_unsupported', 'the codec is not known');
	const fps = 1e6 / Math.max(1, usualGapUs(shown));
	const source = codec === 'avc' ? parseAvcRecord(bytesOf(config.description)) : null;
	const like: LikeSource = { codec: config.codec, bitrate: (opened.bytes * 8 * fps) / packets.length, fps };
	const ours = opened.recording !== null && (await track.getTimeResolution()) === OUR_TICKS;
	const only = ours && opened.recording ? { recording: opened.recording, packets } : null;
	if (only) await readEdges(only.recording, runs);
	else await opened.recording?.fill(opened.recording.rows);
	const encoded = await encodeEdges(track, codec, runs, firstUs, like, only);
	if (!encoded.ok) return encoded;
	const made = encoded.value;
	const foreign =
		source !== null &&
		[...made.values()].some(({ description }) => !description || !sameSets(source, parseAvcRecord(description)));

	let done = 0;
	const onPacket = () => {
		done += 1;
		if (done % 300 === 0) onProgress(Math.min(1, done / timesUs.length));
	};
	const ownConfig = foreign ? { ...config, codec: config.codec.replace(/^avc1/, 'avc3') } : config;
	const job = { opened, track, sink, codec, config: ownConfig, packets, firstUs, runs, made, source, foreign, fps, onPacket }; // prettier-ignore
	const rows = ours ? await putTogether(job) : await muxAnew(job);
	if (!rows.ok) return rows;
	const joints = runs.map((run) => Math.min(...timesOf(run, packets)));
	const proof = await proveCut(rows.value, timesUs, joints);
	if (!proof.ok) return proof;
	onProgress(1);
	const again = [...made.values()].reduce((sum, { pictures }) => sum + pictures.length, 0);
	return ok({
		rows: rows.value,
		timesUs,
		durationUs: pieces.reduce((sum, piece) => sum + piece.endUs - piece.startUs, 0),
		pieces,
		copied: timesUs.length - again,
		encoded: again,
		thumbnail: proof.value
	});
}

/** Reads the fragments that go through the muxer: those that do not stay whole, and, in case of foreign edges, the first of each copied run. */
function readEdges(recording: RowsInMemory, runs: readonly CutRun[]): Promise<void> {
	const needed = fragmentsOf(recording).filter(
		({ from, to }) => !runs.some((run) => run.kind === 'copy' && from > run.from && to <= run.to)
	);
	return recording.fill(needed.flatMap(({ rows }) => rows.map(({ row }) => row)));
}

/** Packets of the groups of pictures that these times lie in, with one group more on each side: pictures may hang on the one before. */
function groupsRound(packets: readonly ListedPacket[], timesUs: readonly number[]): { from: number; to: number } {
	const wanted = new Set(timesUs);
	const keyBefore = (at: number) => packets.findLastIndex((packet, i) => packet.key && i < at);
	const keyAfter = (at: number) => packets.findIndex((packet, i) => packet.key && i > at);
	const first = keyBefore(packets.findIndex(({ us }) => wanted.has(us)) + 1);
	const next = keyAfter(packets.findLastIndex(({ us }) => wanted.has(us)));
	const end = next < 0 ? -1 : keyAfter(next);
	return { from: Math.max(0, keyBefore(first)), to: end < 0 ? packets.length : end };
}

/** Of a recording, an input with only what is decoded for a run: a decoder reads on behind what it is asked for. */
async function openRun(recording: RowsInMemory, packets: readonly ListedPacket[], run: CutRun & { kind: 'encode' }) {
	const round = groupsRound(packets, run.timesUs);
	const rows = fragmentsOf(recording)
		.filter(({ from, to }) => from < round.to && to > round.from)
		.flatMap((fragment) => fragment.rows.map(({ row }) => row));
	const { input } = await openRows([recording.rows[0]!, ...rows], [{ startUs: ptsUs(0), endUs: EVER }]);
	return input;
}

/** `only`: of a recording, whose pictures are not all in memory. */
async function encodeEdges(
	track: InputVideoTrack,
	codec: VideoCodec,
	runs: readonly CutRun[],
	firstUs: number,
	like: LikeSource,
	only: { recording: RowsInMemory; packets: readonly ListedPacket[] } | null
): Promise<Outcome<Map<CutRun, EncodedAgain>>> {
	const edges = runs.filter((run) => run.kind === 'encode');
	// Its parameter sets would have to be mixed too, and no browser here encodes it to try.
	if (edges.length > 0 && codec === 'hevc')
		return fail('codec_unsupported', like.codec, { context: { codec: like.codec } });
	const again = async (run: CutRun & { kind: 'encode' }): Promise<Outcome<EncodedAgain>> => {
		const input = only && (await openRun(only.recording, only.packets, run));
		try {
			const from = input ? await input.getPrimaryVideoTrack() : track;
			if (!from) return fail('decode_failed', 'no picture track at an edge');
			return await encodeAgain(new VideoSampleSink(from), run.timesUs, firstUs, like);
		} finally {
			input?.dispose();
		}
	};
	const made = new Map<CutRun, EncodedAgain>();
	for (let at = 0; at < edges.length; at += ENCODED_AT_ONCE) {
		const some = edges.slice(at, at + ENCODED_AT_ONCE);
		for (const [i, edge] of (await Promise.all(some.map(again))).entries()) {
			if (!edge.ok) return edge;
			made.set(some[i]!, edge.value);
		}
	}
	return ok(made);
}

/** A recording: fragments that are kept whole are moved, only what lies at the edges goes through the muxer. */
async function putTogether(job: Job): Promise<Outcome<CutRow[]>> {
	const recording = job.opened.recording!;
	const { rows } = recording;
	const out = new RecordingRows(job.codec, await job.track.getRotation());
	await out.begin(recording.bytesOf(rows[0]!).slice(), job.foreign);
	const fragments = fragmentsOf(recording);
	const make = async (run: CutRun, from: number, to: number): Promise<void> => {
		if (from === to) return;
		const problem = await out.make(packetsOf(job, run, from, to), job.config);
		if (problem) throw new Error(problem);
	};
	for (const run of job.runs) {
		if (run.kind === 'encode') {
			await make(run, 0, run.timesUs.length);
			continue;
		}
		let at = run.from;
		for (const fragment of fragments) {
			if (fragment.from < at || fragment.to > run.to) continue;
			// The first pictures of a run bring their parameter sets along.
			if (job.foreign && fragment.from === run.from) continue;
			await make(run, at, fragment.from);
			at = fragment.from;
			if (!(await out.move(fragment, run.shiftUs))) {
				await recording.fill(fragment.rows.map(({ row }) => row));
				continue;
			}
			for (; at < fragment.to; at += 1) job.onPacket();
		}
		await make(run, at, run.to);
	}
	return ok(await out.kept.done());
}

/** Any other file: every packet goes through a muxer. */
async function muxAnew(job: Job): Promise<Outcome<CutRow[]>> {
	const kept = keptRows();
	const rotation = await job.track.getRotation();
	const inMp4 = new Mp4OutputFormat().getSupportedVideoCodecs().includes(job.codec);
	const rows = inMp4
		? new Mp4Rows({ codec: job.codec, rotation, writer: kept })
		: await openWebmRows(kept, job.codec, rotation);
	let first = true;
	for (const run of job.runs) {
		const [from, to] = run.kind === 'copy' ? [run.from, run.to] : [0, run.timesUs.length];
		for await (const packet of packetsOf(job, run, from, to)) {
			await rows.add(packet, first ? { decoderConfig: job.config } : undefined);
			first = false;
		}
	}
	await rows.finish();
	if (rows.failure) return { ok: false, failure: rows.failure };
	if (rows instanceof Mp4Rows && rows.error) return fail('encoder_failed', rows.errorText);
	return ok(await kept.done());
}

/** Packets `[from, to)` of a run at their times in the cut clip: of a copy by their places in the list, else of what was made. */
async function* packetsOf(job: Job, run: CutRun, from: number, to: number): AsyncGenerator<EncodedPacket> {
	const { source, foreign } = job;
	if (run.kind === 'copy') {
		for await (const packet of listedPackets(job, from, to)) {
			const us = wholeUs(packet) - job.firstUs - run.shiftUs;
			const begins = foreign && packet.type === 'key' && us === job.packets[run.from]!.us - run.shiftUs;
			const data = begins && source ? withSets(packet.data, source.lengthBytes, source.units, source.lengthBytes) : packet.data; // prettier-ignore
			job.onPacket();
			yield new EncodedPacket(data, packet.type, us / 1e6, packet.duration);
		}
		return;
	}
	const { pictures, description } = job.made.get(run)!;
	const sets = description ? parseAvcRecord(description) : null;
	for (const [i, picture] of pictures.entries()) {
		const nextUs = pictures[i + 1]?.us ?? picture.us + 1e6 / job.fps;
		const own = foreign && picture.key && sets ? sets.units : [];
		const data = source && sets ? withSets(picture.bytes, sets.lengthBytes, own, source.lengthBytes) : picture.bytes;
		job.onPacket();
		yield new EncodedPacket(data, picture.key ? 'key' : 'delta', (picture.us - run.shiftUs) / 1e6, (nextUs - picture.us) / 1e6); // prettier-ignore
	}
}

async function* listedPackets(
	{ sink, packets, firstUs }: Job,
	from: number,
	to: number
): AsyncGenerator<EncodedPacket> {
	let at = from;
	let packet = await sink.getKeyPacket((packets[from]!.us + firstUs) / 1e6 + 1e-7);
	for (; packet && at < to; at += 1) {
		if (wholeUs(packet) - firstUs !== packets[at]!.us) throw new Error(`packet ${at} is another one`);
		yield packet;
		packet = await sink.getNextPacket(packet);
	}
	if (at < to) throw new Error(`packets end at ${at}`);
}

/** Times of a run in the cut clip. */
const timesOf = (run: CutRun, packets: readonly ListedPacket[]): number[] =>
	(run.kind === 'copy' ? packets.slice(run.from, run.to).map(({ us }) => us) : run.timesUs).map(
		(us) => us - run.shiftUs
	);

/** The picture's time nearest to an edge, or the clip's end. */
function nearest(times: readonly number[], us: number, endUs: number) {
	let best = endUs;
	for (const time of times) if (Math.abs(time - us) < Math.abs(best - us)) best = time;
	return ptsUs(Math.abs(best - us) <= SAME_US ? best : us);
}

const bytesOf = (source: AllowSharedBufferSource | undefined): Uint8Array => {
	if (!source) throw new Error('no decoder configuration record');
	return ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source);
};

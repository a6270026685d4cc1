import { VideoSampleSink, EncodedPacketSink } from 'mediabunny';
import { fail, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import { thumbnailOf } from '../shared/thumbnail.ts';
import type { CutRow } from './cut-api.ts';
import { listPackets } from './list-packets.ts';
import { openRows } from './open-rows.ts';

/** How far past a joint is decoded: longer than a group of pictures of a recording. */
const PAST_US = 600_000;
/** WebM knows whole milliseconds only. */
const SAME_US = 500;
/** Joints that are read at the same time, each by a decoder of its own. */
const PROVED_AT_ONCE = 3;
/** Where in the clip its small picture is from. */
const PICTURE_US = 1_000_000;

/**
 * Reads a cut clip back round each joint: exactly the pictures that should be there are listed at their times, and the decoder
 * gives each of them. Answers a small picture of the clip.
 * timesUs  of all its pictures, rising, first 0
 * joints   times at which copied and encoded pictures meet, 0 among them
 */
export async function proveCut(
	rows: readonly CutRow[],
	timesUs: Float64Array,
	joints: readonly number[]
): Promise<Outcome<Blob | null>> {
	let picture: Blob | null = null;
	for (let at = 0; at < joints.length; at += PROVED_AT_ONCE) {
		const some = joints.slice(at, at + PROVED_AT_ONCE);
		for (const proof of await Promise.all(some.map((joint) => proveJoint(rows, timesUs, joint)))) {
			if (!proof.ok) return proof;
			picture ??= proof.value;
		}
	}
	return ok(picture);
}

/** Answers the small picture where the clip begins. */
async function proveJoint(
	rows: readonly CutRow[],
	timesUs: Float64Array,
	joint: number
): Promise<Outcome<Blob | null>> {
	const wanted = timesUs.filter((us) => us >= joint && us < joint + PAST_US);
	const span = { startUs: ptsUs(wanted[0]!), endUs: ptsUs(wanted.at(-1)!) };
	const { input, fromZero } = await openRows(rows, [span]);
	try {
		const track = await input.getPrimaryVideoTrack();
		if (!track || !(await track.canDecode())) return fail('decode_failed', 'the cut clip cannot be decoded');
		const { packets } = await listPackets(new EncodedPacketSink(track), fromZero);
		const listed = packets.map(({ us }) => us).filter((us) => us >= span.startUs - SAME_US && us <= span.endUs + SAME_US).sort((a, b) => a - b); // prettier-ignore
		if (listed.length !== wanted.length || listed.some((us, i) => Math.abs(us - wanted[i]!) > SAME_US))
			return fail('decode_failed', `${listed.length} pictures are listed behind ${joint}, not ${wanted.length}`);
		if (joint === 0 && (!packets[0]?.key || packets.some(({ us }) => us < 0)))
			return fail('decode_failed', 'the cut clip does not begin with a key picture at 0');
		const sink = new VideoSampleSink(track);
		let seen = 0;
		for await (const sample of sink.samplesAtTimestamps(Array.from(wanted, (us) => (us + SAME_US / 2) / 1e6))) {
			if (sample && Math.abs(sample.timestamp * 1e6 - wanted[seen]!) <= SAME_US) seen += 1;
			sample?.close();
		}
		if (seen !== wanted.length)
			return fail('decode_failed', `${seen} of ${wanted.length} pictures behind ${joint} decode`);
		return ok(joint === 0 ? await smallPicture(sink, Math.min(PICTURE_US, timesUs.at(-1)!)) : null);
	} finally {
		input.dispose();
	}
}

async function smallPicture(sink: VideoSampleSink, us: number): Promise<Blob | null> {
	const sample = (await sink.getSample(us / 1e6)) ?? (await sink.getSample(0));
	if (!sample) return null;
	try {
		const { displayWidth: width, displayHeight: height } = sample;
		return await thumbnailOf({ width, height, draw: (context, w, h) => sample.draw(context, 0, 0, w, h) });
	} finally {
		sample.close();
	}
}

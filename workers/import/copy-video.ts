import { EncodedPacketSink, Mp4OutputFormat } from 'mediabunny';
import { openRowWriter } from '../../src/lib/adapters/store/media-rows.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { TakeId } from '../../src/lib/schema/ids.ts';
import { Mp4Rows } from '../shared/mp4-rows.ts';
import { wholeUs } from '../shared/whole-us.ts';
import type { VideoFacts } from './api.ts';
import type { OpenVideo } from './open-video.ts';
import { openWebmRows } from '../shared/webm-rows.ts';

const inMp4 = new Mp4OutputFormat().getSupportedVideoCodecs();

/** Copies every decodable packet into rows. The copied frames are counted against those that were found. */
export async function copyVideo(
	video: OpenVideo,
	takeId: TakeId,
	firstSeq: number,
	onProgress: (share: number) => void
): Promise<Outcome<VideoFacts>> {
	const codec = await video.track.getCodec();
	if (codec === null) return fail('codec_unsupported', video.facts.codec, { retry: 'after_change' });
	const rotation = await video.track.getRotation();
	const config = await video.track.getDecoderConfig();
	const writer = openRowWriter(takeId, firstSeq);
	const rows = inMp4.includes(codec)
		? new Mp4Rows({ codec, rotation, writer })
		: await openWebmRows(writer, codec, rotation);
	const total = video.facts.timesUs.length + video.hiddenFrames;
	let copied = 0;
	let toldAt = 0;
	try {
		let started = false;
		let lastUs = Number.NEGATIVE_INFINITY;
		for await (const packet of new EncodedPacketSink(video.track).packets()) {
			started ||= packet.type === 'key';
			const us = wholeUs(packet);
			if (!started || us < video.fromUs) continue;
			lastUs = video.nudged ? Math.max(us, lastUs + 1) : us;
			const timestamp = (lastUs - video.firstUs) / 1e6;
			const meta = copied === 0 && config ? { decoderConfig: config } : undefined;
			await rows.add(packet.clone({ timestamp }), meta);
			copied += 1;
			if (rows.failure) return { ok: false, failure: rows.failure };
			if (copied - toldAt >= total / 50) {
				toldAt = copied;
				onProgress(copied / total);
			}
		}
		await rows.finish();
	} catch (error) {
		return fail('file_not_video', messageOf(error), { retry: 'after_change' });
	}
	if (rows.failure) return { ok: false, failure: rows.failure };
	if (rows instanceof Mp4Rows && rows.error) return fail('file_not_video', rows.errorText, { retry: 'after_change' });
	if (copied !== total) return fail('file_not_video', `${copied} of ${total} frames copied`, { retry: 'after_change' });
	onProgress(1);
	return ok(video.facts, video.discarded);
}

import * as Comlink from 'comlink';
import { lookSeries } from '../../src/lib/domain/quality/look-series.ts';
import type { LookPlan } from '../../src/lib/domain/quality/measure-look.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { FrameLook } from '../../src/lib/schema/quality.ts';
import { breathe } from '../shared/breathe.ts';
import { lumaReader } from '../shared/luma-plane.ts';
import { openVideo } from '../shared/open-video.ts';
import type { QualityApi } from './api.ts';

let cancelled = false;

async function look(clip: Blob, plan: LookPlan[], onProgress: (share: number) => void): Promise<Outcome<FrameLook[]>> {
	cancelled = false;
	const opened = await openVideo(clip);
	if (!opened.ok) return opened;
	const { sink, close } = opened.value;
	const looks: FrameLook[] = [];
	let done = 0;
	let missing = 0;
	try {
		const firstS = await firstTimeOf(sink);
		// Half a frame later than the frame begins: rounding never picks its neighbour.
		const wanted = plan.map(({ ptsUs }) => firstS + (ptsUs + 500) / 1e6);
		const measure = lookSeries();
		let draw: ReturnType<typeof lumaReader> | null = null;
		for await (const sample of sink.samplesAtTimestamps(wanted)) {
			const spot = plan[done++];
			try {
				if (cancelled || !spot) break;
				if (!sample) missing += 1;
				else {
					draw ??= lumaReader(sample.displayWidth, sample.displayHeight);
					looks.push(
						measure(
							draw((...where) => sample.draw(...where)),
							spot
						)
					);
				}
			} finally {
				sample?.close();
			}
			onProgress(done / plan.length);
			await breathe();
		}
	} catch (error) {
		return fail('decode_failed', `after ${looks.length} looks: ${messageOf(error)}`);
	} finally {
		close();
	}
	if (looks.length === 0 && plan.length > 0 && !cancelled)
		return fail('decode_failed', 'no planned frame could be decoded');
	return ok(looks, missing > 0 ? [{ what: 'sampled frame', reason: 'frame_not_decodable', count: missing }] : []);
}

type Sink = Extract<Awaited<ReturnType<typeof openVideo>>, { ok: true }>['value']['sink'];

/** Seconds in the file's own time of its first frame: the zero of every `ptsUs`. */
async function firstTimeOf(sink: Sink): Promise<number> {
	for await (const sample of sink.samples(0)) {
		const { timestamp } = sample;
		sample.close();
		return timestamp;
	}
	throw new Error('no frame');
}

Comlink.expose({
	look,
	async cancel() {
		cancelled = true;
		return ok(null);
	}
} satisfies QualityApi);

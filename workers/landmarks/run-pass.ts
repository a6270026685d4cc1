import { decideSides, NO_MEMORY } from '../../src/lib/domain/hands/decide-sides.ts';
import { packTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { TRACK_CHUNK_FRAMES } from '../../src/lib/schema/limits.ts';
import { breathe } from '../shared/breathe.ts';
import { openVideo } from '../shared/open-video.ts';
import { makeUpright } from '../shared/upright.ts';
import type { PassChunk, PassProgress, PassResult } from './api.ts';
import type { HandTracker } from './hand-tracker.ts';

type Hooks = {
	onChunk(chunk: PassChunk): Promise<void> | void;
	onProgress(progress: PassProgress): void;
	cancelled(): boolean;
};

/** Screens show progress a few times a second; more messages would only cost time. */
const PROGRESS_EVERY_MS = 200;

/**
 * Every frame of a file, in order of presentation, through one graph that starts fresh.
 * time    from the first frame of the file, whole microseconds. A second frame at the same time cannot be named and is left out.
 */
export async function runPass(tracker: HandTracker, blob: Blob, hooks: Hooks): Promise<Outcome<PassResult>> {
	const opened = await openVideo(blob);
	if (!opened.ok) return opened;
	const { sink, durationS, close } = opened.value;
	const upright = makeUpright();
	const times: PtsUs[] = [];
	let pending: TrackFrame[] = [];
	let seq = 0;
	let framesWithHand = 0;
	let sameTime = 0;
	let memory = NO_MEMORY;
	let firstS: number | null = null;
	let complete = true;
	let toldAt = 0;

	const flush = async () => {
		if (pending.length === 0) return;
		const [first, last] = [pending[0]!.ptsUs, pending.at(-1)!.ptsUs];
		const chunk = { seq, frames: pending.length, firstPtsUs: first, lastPtsUs: last, packed: packTrack(pending) };
		pending = [];
		seq += 1;
		await hooks.onChunk(chunk);
	};
	const tell = () => {
		const share = durationS ? Math.min(1, (times.at(-1) ?? 0) / 1e6 / durationS) : null;
		hooks.onProgress({ frames: times.length, framesWithHand, share });
		toldAt = performance.now();
	};

	try {
		const fresh = await tracker.restart();
		if (!fresh.ok) return fresh;
		// From 0: pictures before it are there only to decode those after it.
		for await (const sample of sink.samples(0)) {
			let found: Awaited<ReturnType<HandTracker['detect']>>;
			firstS ??= sample.timestamp;
			const time = ptsUs((sample.timestamp - firstS) * 1e6);
			try {
				if (hooks.cancelled()) {
					complete = false;
					break;
				}
				if (times.length > 0 && time <= times.at(-1)!) {
					sameTime += 1;
					continue;
				}
				const { picture, done } = upright(sample);
				found = await tracker.detect(picture, time).finally(done);
			} finally {
				sample.close();
			}
			if (!found.ok) return found;
			const decided = decideSides(found.value, memory, time, tracker.inputMirrored);
			memory = decided.memory;
			times.push(time);
			pending.push({ ptsUs: time, hands: decided.hands });
			if (decided.hands.length > 0) framesWithHand += 1;
			if (pending.length === TRACK_CHUNK_FRAMES) await flush();
			if (performance.now() - toldAt > PROGRESS_EVERY_MS) tell();
			await breathe();
		}
		await flush();
		tell();
	} catch (error) {
		return fail('decode_failed', `after ${times.length} frames: ${messageOf(error)}`, {
			context: { frames: times.length }
		});
	} finally {
		close();
	}
	if (times.length === 0 && complete) return fail('decode_failed', 'no frame could be decoded');
	const discarded =
		sameTime > 0
			? [{ what: 'frame at the time of the one before', reason: 'frame_not_decodable' as const, count: sameTime }]
			: [];
	return ok(
		{ complete, frames: times.length, framesWithHand, ptsUs: Float64Array.from(times), maker: tracker.maker },
		discarded
	);
}

import { medianOf } from '../../src/lib/domain/time/median.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { breathe } from './breathe.ts';
import { clipFrames } from './clip-frames.ts';
import type { HandFinder } from './hand-finder.ts';
import { openVideo } from './open-video.ts';
import type { TrialOptions, TrialResult } from './pass-api.ts';
import { makeUpright } from './upright.ts';

/** Frames after which a finder that is too slow to win is let go. */
const FAIR_FRAMES = 5;

/** Times a finder on some frames of a clip. It starts fresh, and whoever uses it afterwards starts it fresh again. */
export async function runTrial(
	finder: HandFinder,
	blob: Blob,
	options: TrialOptions,
	cancelled: () => boolean
): Promise<Outcome<TrialResult>> {
	const opened = await openVideo(blob);
	if (!opened.ok) return opened;
	const upright = makeUpright();
	const tookMs: number[] = [];
	let hands = 0;
	let seen = 0;
	try {
		const fresh = await finder.restart();
		if (!fresh.ok) return fresh;
		for await (const { sample, ptsUs } of clipFrames(opened.value.sink, options.fromUs).frames()) {
			let found: Awaited<ReturnType<HandFinder['detect']>>;
			let ms: number;
			try {
				if (cancelled()) break;
				const { picture, done } = upright(sample);
				const beganMs = performance.now();
				found = await finder.detect(picture, ptsUs).finally(done);
				ms = performance.now() - beganMs;
			} finally {
				sample.close();
			}
			if (!found.ok) return found;
			seen += 1;
			if (seen > options.warmUpFrames) {
				tookMs.push(ms);
				hands += found.value.length;
			}
			const hopeless = options.hopelessMs !== null && (medianOf(tookMs) ?? 0) > options.hopelessMs;
			if (tookMs.length >= options.frames || (tookMs.length >= FAIR_FRAMES && hopeless)) break;
			await breathe();
		}
		return ok({ frames: tookMs.length, medianMs: medianOf(tookMs), hands });
	} catch (error) {
		return fail('decode_failed', `trial after ${seen} frames: ${messageOf(error)}`);
	} finally {
		opened.value.close();
	}
}

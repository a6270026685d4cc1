import type { VideoSample, VideoSampleSink } from 'mediabunny';
import type { PtsUs } from '../../src/lib/schema/time.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';

/** A decoded picture and its time from the clip's first one. Whoever receives it closes the sample. */
export type ClipFrame = { sample: VideoSample; ptsUs: PtsUs };

/**
 * The pictures of a clip from `fromUs` on, decoded from the key frame before it, each at a time of its own, rising.
 * time    whole microseconds from the first picture of the file that is shown (pictures before 0 only help to decode)
 */
export function clipFrames(sink: VideoSampleSink, fromUs: number) {
	let lastUs = Number.NEGATIVE_INFINITY;
	const walk = {
		/** Pictures that were left out, because the one before has the same time. */
		sameTime: 0,
		async *frames(): AsyncGenerator<ClipFrame> {
			const firstS = await firstShownS(sink);
			if (firstS === null) return;
			for await (const sample of sink.samples(firstS + fromUs / 1e6)) {
				const time = ptsUs((sample.timestamp - firstS) * 1e6);
				// Where seconds round down, the picture before the wanted one comes first.
				const early = time < fromUs;
				if (early || time <= lastUs) {
					if (!early) walk.sameTime += 1;
					sample.close();
					continue;
				}
				lastUs = time;
				yield { sample, ptsUs: time };
			}
		}
	};
	return walk;
}

/** Time of the first picture that is shown, seconds; null for a clip without any. */
async function firstShownS(sink: VideoSampleSink): Promise<number | null> {
	for await (const sample of sink.samples(0)) {
		const { timestamp } = sample;
		sample.close();
		return timestamp;
	}
	return null;
}

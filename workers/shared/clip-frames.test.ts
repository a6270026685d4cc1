import type { VideoSample, VideoSampleSink } from 'mediabunny';
import { expect, it } from 'vitest';
import { clipFrames } from './clip-frames.ts';

/** A clip whose pictures are shown at these seconds; counts what was not closed. */
function aSink(seconds: readonly number[]) {
	let open = 0;
	const sink = {
		/** As mediabunny: from the picture that is shown at `fromS` on; pictures before 0 only help to decode. */
		async *samples(fromS: number) {
			const shown = seconds.findLastIndex((second) => second <= fromS);
			const from = Math.max(
				shown,
				seconds.findIndex((second) => second >= 0)
			);
			for (const timestamp of seconds.slice(from)) {
				open += 1;
				yield { timestamp, close: () => (open -= 1) } as unknown as VideoSample;
			}
		}
	} as unknown as VideoSampleSink;
	return { sink, left: () => open };
}

async function timesOf(walk: ReturnType<typeof clipFrames>): Promise<number[]> {
	const times: number[] = [];
	for await (const { sample, ptsUs } of walk.frames()) {
		times.push(ptsUs);
		sample.close();
	}
	return times;
}

it('times count from the first picture that is shown, in whole microseconds', async () => {
	const { sink, left } = aSink([-0.5, 2, 2.0333333, 2.0666667]);
	expect(await timesOf(clipFrames(sink, 0))).toEqual([0, 33_333, 66_667]);
	expect(left()).toBe(0);
});

it('from a place on: the picture before it, which is decoded for it, is left out', async () => {
	// 33 333 µs is a third of a microsecond before the second picture: the first one is shown there.
	const { sink, left } = aSink([0, 1 / 30, 2 / 30, 3 / 30]);
	expect(await timesOf(clipFrames(sink, 33_333))).toEqual([33_333, 66_667, 100_000]);
	expect(left()).toBe(0);
});

it('a second picture at the same time cannot be named: it is left out and counted', async () => {
	const { sink, left } = aSink([0, 0.0000002, 0.1, 0.1]);
	const walk = clipFrames(sink, 0);
	expect(await timesOf(walk)).toEqual([0, 100_000]);
	expect(walk.sameTime).toBe(2);
	expect(left()).toBe(0);
});

it('a clip without pictures has none', async () => {
	const { sink } = aSink([]);
	expect(await timesOf(clipFrames(sink, 0))).toEqual([]);
});

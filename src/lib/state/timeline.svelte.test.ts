import { describe, expect, it } from 'vitest';
import type { LabelSession } from './label-session.svelte.ts';
import { Timeline } from './timeline.svelte.ts';

/** A timeline of 195 frames at 30 frames a second, without a track. */
function timelineOf(frames = 195): Timeline {
	const timesUs = Float64Array.from({ length: frames }, (_, i) => (i * 1e6) / 30);
	const player = { frames: { timesUs, endUs: (frames * 1e6) / 30 }, nowUs: 0 };
	return new Timeline({ player, track: null } as unknown as LabelSession);
}

describe('timeline', () => {
	it('is as close after a reload as before, though its width is not known when the place is brought back', () => {
		const before = timelineOf();
		before.widthPx = 886;
		before.toFrames();
		// 40 px for a frame: 195 · 40 / 886.
		expect(before.zoom).toBeCloseTo(8.8, 1);

		const after = timelineOf();
		after.show(before.view);
		after.widthPx = 886;
		expect(after.view).toEqual(before.view);
	});
	it('stays inside the clip and its closest look, whatever is asked for', () => {
		const timeline = timelineOf();
		timeline.widthPx = 400;
		timeline.show({ fromUs: 6e6, spanUs: 1 });
		// Ten frames of 40 px.
		expect(timeline.view.spanUs).toBeCloseTo(1e7 / 30, 3);
		timeline.show({ fromUs: -5, spanUs: Infinity });
		expect(timeline.view).toEqual({ fromUs: 0, spanUs: timeline.endUs });
		timeline.pan(1e9);
		expect(timeline.view.fromUs).toBe(0);
	});
});

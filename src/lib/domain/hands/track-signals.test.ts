import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { TrackFrame } from '../../schema/track.ts';
import { truthTrack, type TruthTake } from '../suggest/truth-track.ts';
import { seenSpans } from './hand-series.ts';
import { nthValue } from './nth-value.ts';
import { swapSides } from './swap-sides.ts';
import { trackSignals, type TrackSignals } from './track-signals.ts';

const take = JSON.parse(
	readFileSync(new URL('../../../../tests/golden/synthetic/leaving-the-frame.json', import.meta.url), 'utf8')
) as TruthTake;
const track = truthTrack(take);
const aspect = take.height / take.width;
const shown = ({ speed, gap, gaps, seen }: TrackSignals) => ({
	series: [speed, gap, gaps.left, gaps.right].map(({ timesUs, values }) => [timesUs, values]),
	seen: [seenSpans(seen.left, 1e9), seenSpans(seen.right, 1e9)]
});
/** Says how often a frame's hands are asked for. */
function counted(frames: readonly TrackFrame[]) {
	const asked = { times: 0 };
	const watched = frames.map((frame) => ({
		ptsUs: frame.ptsUs,
		get hands() {
			asked.times++;
			return frame.hands;
		}
	}));
	return { watched: watched as TrackFrame[], asked };
}

it('signals of a track that grew are those of the whole track, whatever the steps', () => {
	const whole = shown(trackSignals(track, aspect));
	for (const step of [1, 7, 60]) {
		let grown: TrackSignals | null = null;
		for (let n = step; n < track.length + step; n += step) grown = trackSignals(track.slice(0, n), aspect, grown);
		expect(shown(grown!)).toEqual(whole);
	}
});

it('frames that were there before are not looked at again', () => {
	const { watched, asked } = counted(track);
	const before = trackSignals(watched.slice(0, -10), aspect);
	asked.times = 0;
	trackSignals(watched, aspect, before);
	// Ten frames, six signals; the speed asks the frame before too, for each hand.
	expect(asked.times).toBeLessThanOrEqual(10 * (6 + 2));
});

it('after a repair of the sides, and of a shorter track, they are those of the track as it is', () => {
	const before = trackSignals(track, aspect);
	const swapped = swapSides(track, [{ startUs: track[20]!.ptsUs, endUs: track[60]!.ptsUs, swapped: true }]);
	expect(shown(trackSignals(swapped, aspect, before))).toEqual(shown(trackSignals(swapped, aspect)));
	const shorter = track.slice(0, 50);
	expect(shown(trackSignals(shorter, aspect, before))).toEqual(shown(trackSignals(shorter, aspect)));
	expect(shown(trackSignals(track, 1, before))).toEqual(shown(trackSignals(track, 1)));
});

it('a repaired frame stays the same object while the track grows', () => {
	const swaps = [{ startUs: track[0]!.ptsUs, endUs: track[60]!.ptsUs, swapped: true }];
	const [a, b] = [swapSides(track.slice(0, 80), swaps), swapSides(track, swaps)];
	expect(a.every((frame, i) => frame === b[i])).toBe(true);
});

it('the value at a place is the one that sorting puts there', () => {
	const values = Float32Array.from({ length: 301 }, (_, i) => Math.round(Math.sin(i * 12.9) * 40) / 4);
	const sorted = values.toSorted();
	for (const nth of [0, 1, 150, 285, 300]) expect(nthValue(values.slice(), nth)).toBe(sorted[nth]);
	expect(nthValue(new Float32Array(), 0)).toBeNaN();
	expect(nthValue(new Float32Array(50).fill(2), 47)).toBe(2);
});

import { expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { handShares, handSpeed, smoothed } from './hand-speed.ts';

const hand = (side: 'left' | 'right', x: number, y: number) => ({
	side,
	rawLabel: side,
	handednessScore: 1,
	presence: null,
	landmarkConfidence: null,
	imageLandmarks: Float32Array.from({ length: 63 }, (_, i) => (i % 3 === 0 ? x : i % 3 === 1 ? y : 0)),
	worldLandmarks: new Float32Array(63)
});
const frame = (ms: number, ...hands: TrackFrame['hands']): TrackFrame => ({ ptsUs: ptsUs(ms * 1000), hands });

it('speed is the faster hand’s way over time, up counted like sideways', () => {
	const frames = [
		frame(0, hand('left', 0.25, 0.5), hand('right', 0.5, 0.5)),
		frame(100, hand('left', 0.25, 0.5), hand('right', 0.75, 0.5)),
		frame(200, hand('right', 0.75, 0.25)),
		frame(300),
		frame(400, hand('right', 0.5, 0.5))
	];
	// 0.25 of the width in 0.1 s; then 0.25 of the height, half as long as the width, in 0.1 s.
	expect(handSpeed(frames, 0.5).map((sample) => sample.value)).toEqual([null, 2.5, 1.25, null, null]);
});

it('smoothing leaves rest at rest and gaps open', () => {
	const samples = [1, 1, null, 4].map((value, i) => ({ ptsUs: i, value }));
	expect(smoothed(samples, 1).map((sample) => sample.value)).toEqual([1, 1, null, 4]);
	expect(
		smoothed(
			[0, 3, 0].map((value, i) => ({ ptsUs: i, value })),
			1
		).map((sample) => sample.value)
	).toEqual([1.5, 1, 1.5]);
});

it('counts the frames that have each hand', () => {
	expect(
		handShares([frame(0, hand('left', 0, 0)), frame(1), frame(2, hand('left', 0, 0), hand('right', 0, 0)), frame(3)])
	).toEqual({
		left: 0.5,
		right: 0.25
	});
	expect(handShares([])).toEqual({ left: 0, right: 0 });
});

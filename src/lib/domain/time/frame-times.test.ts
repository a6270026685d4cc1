import { expect, it } from 'vitest';
import type { PtsUs } from '../../schema/time.ts';
import {
	endOfFramesS,
	borderStepped,
	frameAt,
	frameEndAt,
	frameIndexAt,
	framesIn,
	frameStepped,
	nearestBorder
} from './frame-times.ts';

// A clip of uneven frames: 0, 33, 100, 133 ms, the last one 40 ms long.
const frames = { timesUs: Float64Array.of(0, 33_000, 100_000, 133_000), endUs: 173_000 as PtsUs };

it('a frame is on screen until the next one begins', () => {
	expect([-5, 0, 32_999, 33_000, 99_999, 500_000].map((us) => frameIndexAt(frames.timesUs, us))).toEqual([
		0, 0, 0, 1, 1, 3
	]);
	expect(frameAt(frames, 99_999)).toBe(33_000);
	expect(frameEndAt(frames, 50_000)).toBe(100_000);
	expect(frameEndAt(frames, 140_000)).toBe(173_000);
});

it('steps by frames, not by time, and stops at the ends', () => {
	expect(frameStepped(frames, 33_000, 1)).toBe(100_000);
	expect(frameStepped(frames, 33_000, -9)).toBe(0);
	expect(frameStepped(frames, 33_000, 9)).toBe(133_000);
});

it('finds the nearest border, the clip’s end included', () => {
	expect(nearestBorder(frames, 60_000)).toBe(33_000);
	expect(nearestBorder(frames, 70_000)).toBe(100_000);
	expect(nearestBorder(frames, 172_000)).toBe(173_000);
});

it('counts frames of a half-open span', () => {
	expect(framesIn(frames.timesUs, 33_000, 133_000)).toBe(2);
});

it('a clip without frames has none', () => {
	const none = { timesUs: new Float64Array(), endUs: 0 as PtsUs };
	expect(frameAt(none, 5)).toBe(0);
	expect(frameStepped(none, 5, 1)).toBe(0);
});

it('a last frame that is given no length lasts as long as the others, also where sums are rounded up', () => {
	// 0.1 + 0.2 is 0.30000000000000004: the second frame seems to end behind the start of the third.
	const timesS = Float64Array.of(0, 0.1, 0.3);
	expect(endOfFramesS(timesS, 0.1 + 0.2)).toBeCloseTo(0.45, 9);
	expect(endOfFramesS(timesS, 0.3)).toBeCloseTo(0.45, 9);
	expect(endOfFramesS(timesS, 0.34)).toBe(0.34);
	expect(endOfFramesS(Float64Array.of(0), 0)).toBeCloseTo(1 / 30, 9);
});

it('steps from border to border, the clip’s end included', () => {
	expect(borderStepped(frames, 33_000, 1)).toBe(100_000);
	expect(borderStepped(frames, 133_000, 1)).toBe(173_000);
	expect(borderStepped(frames, 173_000, 1)).toBe(173_000);
	expect(borderStepped(frames, 173_000, -2)).toBe(100_000);
	expect(borderStepped(frames, 0, -3)).toBe(0);
});

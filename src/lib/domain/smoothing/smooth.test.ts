import { describe, expect, it } from 'vitest';
import { correctionKey } from '../../schema/annotation.ts';
import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import { aTrack, aTrackedHand, atFrame } from '../hands/fixtures.ts';
import { NO_STATE, steadyFrame } from './one-euro.ts';
import { isFilled, smoothTrack } from './smooth-track.ts';
import { NO_BREAKS } from './split-runs.ts';

/** Numbers from −1 to 1 that look like noise and are the same on every run (a 32-bit linear congruential generator). */
function noise(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 31 - 1;
	};
}
/** A right hand at x(i) whose every coordinate wavers by up to `waver` palm lengths (its palm is 0.1 of the width). */
function wavering(frames: number, x: (i: number) => number, waver: number): TrackFrame[] {
	const next = noise(7);
	return aTrack(frames, (i) => {
		const hand = aTrackedHand('right', { x: x(i) });
		return [{ ...hand, imageLandmarks: hand.imageLandmarks.map((value) => value + next() * waver * 0.1) }];
	});
}
type Frames = readonly { hands: readonly Pick<TrackedHand, 'imageLandmarks'>[] }[];
const xOf = (frames: Frames, point = 0) => frames.map(({ hands }) => hands[0]?.imageLandmarks[point * 3] ?? NaN);
const rms = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('smoothTrack', () => {
	it('[SMO1] a still hand wavers by less than a third of before', () => {
		const frames = wavering(90, () => 0.5, 0.05);
		const off = (track: Frames) => rms(xOf(track).map((x) => x - 0.5));
		expect(off(smoothTrack(frames, 1))).toBeLessThan(0.3 * off(frames));
	});
	it('[SMO2] a moving hand does not lag, and is not worse than before', () => {
		// 1.5 Hz over 4 palm lengths.
		const truth = (i: number) => 0.5 + 0.2 * Math.sin((2 * Math.PI * 1.5 * i) / 30);
		const frames = wavering(120, truth, 0.05);
		const smooth = xOf(smoothTrack(frames, 1));
		const errorAt = (shift: number) => rms(smooth.slice(10, 110).map((x, i) => x - truth(i + 10 - shift)));
		expect(errorAt(0)).toBeLessThan(Math.min(errorAt(1), errorAt(-1)));
		expect(errorAt(0)).toBeLessThanOrEqual(rms(xOf(frames).map((x, i) => x - truth(i))));
	});
	it('[SMO3] one wild frame is not followed', () => {
		const frames = wavering(60, () => 0.5, 0.02);
		for (let k = 0; k < 63; k += 3) frames[30]!.hands[0]!.imageLandmarks[k]! += 0.04;
		expect(Math.abs(xOf(smoothTrack(frames, 1))[30]! - 0.5)).toBeLessThan(0.006);
	});
	it('[SMO4] a short gap is filled in and names its frames; a long one stays open', () => {
		const short = aTrack(40, (i) => (i >= 10 && i < 18 ? [] : [aTrackedHand('right', { x: 0.3 + i * 0.005 })]));
		const smooth = smoothTrack(short, 1);
		expect(smooth.map(({ hands }) => hands.map(isFilled))).toEqual(short.map(({ hands }) => [hands.length === 0]));
		expect(smooth[12]!.hands[0]!.sourcePtsUs).toEqual([atFrame(9), atFrame(18)]);
		expect(smooth[9]!.hands[0]!.sourcePtsUs).toEqual([atFrame(9)]);
		expect(xOf(smooth)[14]).toBeCloseTo(0.3 + 14 * 0.005, 3);
		const long = aTrack(40, (i) => (i >= 10 && i < 22 ? [] : [aTrackedHand('right', { x: 0.5 })]));
		expect(smoothTrack(long, 1)[15]!.hands).toEqual([]);
	});
	it('[SMO5] nothing is smoothed across a jump, a pause of the camera or the end of a swap', () => {
		const halves = (at: (i: number) => number, timeOf = atFrame) =>
			aTrack(40, (i) => [aTrackedHand('right', { x: at(i) })]).map((frame, i) => ({
				...frame,
				ptsUs: ptsUs(timeOf(i))
			}));
		const step = (i: number) => (i < 20 ? 0.3 : 0.33);
		const sharp = (frames: TrackFrame[], breaks = NO_BREAKS) => {
			const x = xOf(smoothTrack(frames, 1, breaks));
			return Math.max(Math.abs(x[19]! - 0.3), Math.abs(x[20]! - 0.33)) < 1e-6;
		};
		expect(sharp(halves(step))).toBe(false);
		expect(sharp(halves(step), { ...NO_BREAKS, atUs: [atFrame(20)] })).toBe(true);
		expect(sharp(halves(step, (i) => atFrame(i) + (i < 20 ? 0 : 500_000)))).toBe(true);
		const jump = xOf(
			smoothTrack(
				halves((i) => (i < 20 ? 0.1 : 0.9)),
				1
			)
		);
		expect([jump[19], jump[20]].map((x) => Math.round(x! * 1e6) / 1e6)).toEqual([0.1, 0.9]);
	});
	it('[SMO6] a hand that a person set is neither smoothed nor used', () => {
		const frames = aTrack(30, (i) => [aTrackedHand('right', { x: i === 15 ? 0.56 : 0.5 })]);
		const corrected = new Set([correctionKey(frames[15]!.ptsUs, 'right')]);
		const smooth = smoothTrack(frames, 1, { ...NO_BREAKS, corrected });
		expect(smooth[15]!.hands).toEqual([]);
		expect([14, 16].map((i) => Math.abs(xOf(smooth)[i]! - 0.5) < 1e-6)).toEqual([true, true]);
	});
	it('[SMO7] smoothing at rest changes nothing, frames may come at any distance, and one frame is a run', () => {
		const rest = aTrack(20, () => [aTrackedHand('left', { x: 0.5 })]).map((frame, i) => ({ ...frame, ptsUs: ptsUs(i * i * 1000) })); // prettier-ignore
		for (const x of xOf(smoothTrack(rest, 0.75), 12)) expect(x).toBeCloseTo(xOf(rest, 12)[0]!, 6);
		expect(smoothTrack(rest.slice(0, 1), 1)[0]!.hands.length).toBe(1);
		expect(smoothTrack([], 1)).toEqual([]);
	});
});

describe('steadyFrame', () => {
	const run = (frames: readonly TrackFrame[]) => {
		let state = NO_STATE;
		return frames.map((frame) => {
			const step = steadyFrame(state, frame);
			state = step.state;
			return step.frame;
		});
	};
	it('[EUR1] a still hand wavers by less than half of before', () => {
		const frames = wavering(90, () => 0.5, 0.05);
		const off = (track: Frames) => rms(xOf(track).slice(15).map((x) => x - 0.5)); // prettier-ignore
		expect(off(run(frames))).toBeLessThan(0.5 * off(frames));
	});
	it('[EUR2] it counts time, not frames: half the rate, the same steadiness to within a fifth', () => {
		const step = (i: number, frames: number) => (i < frames / 2 ? 0.5 : 0.55);
		const after = (fps: number) => {
			const frames = aTrack(fps, (i) => [aTrackedHand('right', { x: step(i, fps) })]).map((frame, i) => ({
				...frame,
				ptsUs: ptsUs((i * 1e6) / fps)
			}));
			// A fifth of a second after the step.
			return xOf(run(frames))[Math.round(fps / 2 + fps / 5)]! - 0.5;
		};
		expect(after(15)).toBeGreaterThan(0.8 * after(30));
		expect(after(15)).toBeLessThan(1.2 * after(30));
	});
	it('[EUR3] a gap, a jump and a time that does not rise begin anew', () => {
		const at = (us: number, x: number): TrackFrame => ({ ptsUs: ptsUs(us), hands: [aTrackedHand('right', { x })] });
		for (const second of [at(300_000, 0.55), at(33_000, 0.75), at(0, 0.55)])
			expect(xOf(run([at(0, 0.5), second]))[1]).toBe(xOf([second])[0]);
		expect(xOf(run([at(0, 0.5), at(33_000, 0.55)]))[1]).toBeLessThan(0.55);
	});
	it('[EUR4] near and far hands are filtered alike', () => {
		const share = (size: number) => {
			const at = (us: number, x: number): TrackFrame => ({ ptsUs: ptsUs(us), hands: [aTrackedHand('right', { x, size })] }); // prettier-ignore
			return (xOf(run([at(0, 0.5), at(33_000, 0.5 + size * 0.3)]))[1]! - 0.5) / size;
		};
		expect(share(0.05)).toBeCloseTo(share(0.2), 4);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QualityReport, type FrameLook, type RuleId, type RuleResult } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { handAt, working } from './fixtures.ts';
import { judgeTake, type TakeMeasures } from './judge-take.ts';
import { reasonsOf } from './verdict.ts';

/** Frame i of a take at 10 frames a second; `inside` of the 21 points lie in the picture, none where it is 0. */
const aFrame = (i: number, inside = 21): TrackFrame => {
	if (inside === 0) return { ptsUs: ptsUs(i * 100_000), hands: [] };
	const hand = handAt(working(i * 0.11));
	for (let point = inside; point < 21; point++) hand.imageLandmarks[point * 3] = 1.5;
	return { ptsUs: ptsUs(i * 100_000), hands: [hand] };
};
const aLook = (i: number, more: Partial<FrameLook> = {}): FrameLook => ({
	ptsUs: ptsUs(i * 100_000),
	luma: 120,
	clipped: 0,
	sharpness: 100,
	onHand: true,
	...more
});

/** Ten seconds at 30 frames a second, a hand on every frame, good light: accepted by every rule. */
const aTake = (more: Partial<TakeMeasures> = {}): TakeMeasures => ({
	timesUs: Array.from({ length: 300 }, (_, i) => Math.round((i * 1e6) / 30)),
	durationUs: 10_000_000,
	frames: Array.from({ length: 100 }, (_, i) => aFrame(i)),
	looks: Array.from({ length: 50 }, (_, i) => aLook(i * 2)),
	timeRangeS: { min: 5, max: 20 },
	...more
});
const rule = (take: TakeMeasures, id: RuleId): RuleResult => {
	const found = judgeTake(take).results.find((r) => r.rule === id);
	if (!found) throw new Error(`no ${id}`);
	return found;
};
/** 100 frames, those in `without` have no hand. */
const framesWithout = (without: (i: number) => boolean) =>
	Array.from({ length: 100 }, (_, i) => aFrame(i, without(i) ? 0 : 21));

describe('judgeTake', () => {
	it('accepts a good take, with every rule named and no moment', () => {
		const report = judgeTake(aTake());
		expect(QualityReport.parse(report)).toEqual(report);
		expect(report.verdict).toBe('accept');
		expect(report.results.map((r) => r.rule)).toEqual([
			'hand_visibility',
			'longest_gap',
			'distance',
			'margin',
			'idle',
			'other_hands',
			'anatomy',
			'light',
			'sharpness',
			'cadence',
			'duration'
		]);
		expect(report.results.every((r) => r.moments.length === 0)).toBe(true);
	});
	it('is as bad as its worst rule', () => {
		expect(judgeTake(aTake({ durationUs: 4_000_000 })).verdict).toBe('warn');
		expect(judgeTake(aTake({ durationUs: 1_000_000 })).verdict).toBe('retake');
	});
	it('an empty take is a retake that can be stored, with reasons', () => {
		const report = judgeTake({ timesUs: [], durationUs: 0, frames: [], looks: [], timeRangeS: null });
		expect(QualityReport.parse(report).verdict).toBe('retake');
		expect(reasonsOf(report.results).map((r) => r.rule)).toContain('duration');
	});
	it('judges a take of one frame without throwing', () => {
		const report = judgeTake({
			timesUs: [0],
			durationUs: 33_333,
			frames: [aFrame(0)],
			looks: [aLook(0)],
			timeRangeS: { min: 5, max: 20 }
		});
		expect(report.results.map((r) => r.rule)).toEqual([
			'hand_visibility',
			'longest_gap',
			'idle',
			'other_hands',
			'light',
			'duration'
		]);
		expect(report.verdict).toBe('retake');
	});
	it('leaves out what could not be measured', () => {
		const report = judgeTake(aTake({ frames: null, looks: null }));
		expect(report.results.map((r) => r.rule)).toEqual(['cadence', 'duration']);
	});
});

describe('hands', () => {
	it.each([
		[10, 0.9, 'accept'],
		[11, 0.89, 'warn'],
		[25, 0.75, 'warn'],
		[26, 0.74, 'retake']
	])('[QR1] %i frames of 100 without a hand: %f, %s', (missing, value, verdict) => {
		// Every third frame from the start, so that no gap is long.
		const without = new Set(Array.from({ length: missing }, (_, k) => k * 3));
		expect(rule(aTake({ frames: framesWithout((i) => without.has(i)) }), 'hand_visibility')).toMatchObject({
			value,
			verdict
		});
	});
	it('[QR1] counts a hand with 10 points in the picture, not one with 9', () => {
		const all = (inside: number) => aTake({ frames: Array.from({ length: 10 }, (_, i) => aFrame(i, inside)) });
		expect(rule(all(10), 'hand_visibility').value).toBe(1);
		expect(rule(all(9), 'hand_visibility').value).toBe(0);
	});
	it.each([
		[7, 0.7, 'accept'],
		[8, 0.8, 'warn'],
		[15, 1.5, 'warn'],
		[16, 1.6, 'retake']
	])('[QR2] %i frames in a row without a hand: %f s, %s', (missing, value, verdict) => {
		const found = rule(aTake({ frames: framesWithout((i) => i >= 30 && i < 30 + missing) }), 'longest_gap');
		expect(found).toMatchObject({ value, verdict });
		if (verdict !== 'accept') expect(found.moments).toEqual([{ startUs: 3_000_000, endUs: (30 + missing) * 100_000 }]);
	});
	it('[QR2] a gap at the end lasts to the end of the take', () => {
		expect(rule(aTake({ frames: framesWithout((i) => i >= 90) }), 'longest_gap').value).toBe(1);
	});
	it('[QR7] names the longest gap first', () => {
		const frames = framesWithout((i) => (i >= 10 && i < 20) || (i >= 50 && i < 75));
		expect(rule(aTake({ frames }), 'hand_visibility').moments.map((m) => m.startUs)).toEqual([5_000_000, 1_000_000]);
	});
	it('[QR10] a hand more on some frame never makes these rules worse', () => {
		const masks = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(masks, fc.nat(59), (seen, at) => {
				const frames = (mask: boolean[]) => mask.map((hand, i) => aFrame(i, hand ? 21 : 0));
				const before = aTake({ frames: frames(seen), durationUs: seen.length * 100_000 });
				const after = aTake({
					frames: frames(seen.map((hand, i) => hand || i === at)),
					durationUs: seen.length * 100_000
				});
				expect(rule(after, 'hand_visibility').value).toBeGreaterThanOrEqual(rule(before, 'hand_visibility').value);
				expect(rule(after, 'longest_gap').value).toBeLessThanOrEqual(rule(before, 'longest_gap').value);
			})
		);
	});
});

describe('light', () => {
	const lit = (luma: number, clipped = 0) =>
		aTake({ looks: Array.from({ length: 10 }, (_, i) => aLook(i, { luma, clipped })) });
	it.each([
		[70, 'at_least', 'accept'],
		[69, 'at_least', 'warn'],
		[50, 'at_least', 'warn'],
		[49, 'at_least', 'retake'],
		[191, 'at_most', 'warn'],
		[210, 'at_most', 'warn'],
		[211, 'at_most', 'retake']
	])('[QR3] luma %i: %s, %s', (luma, direction, verdict) => {
		expect(rule(lit(luma), 'light')).toMatchObject({ unit: 'luma', value: luma, direction, verdict });
	});
	it.each([
		[0.02, 'accept'],
		[0.03, 'warn'],
		[0.07, 'retake']
	])('[QR3] clipped share %f: %s', (clipped, verdict) =>
		expect(rule(lit(120, clipped), 'light').verdict).toBe(verdict)
	);
	it('[QR9] speaks from the moment that more than 30 % are dark, and says when', () => {
		const dark = (count: number) =>
			aTake({ looks: Array.from({ length: 10 }, (_, i) => aLook(i, { luma: i < count ? 40 : 120 })) });
		expect(rule(dark(3), 'light').verdict).toBe('accept');
		expect(rule(dark(4), 'light')).toMatchObject({ verdict: 'retake', moments: [{ startUs: 0, endUs: 400_000 }] });
	});
});

describe('sharpness', () => {
	const sharp = (blurred: number, to: number, onHand = true) =>
		aTake({ looks: Array.from({ length: 20 }, (_, i) => aLook(i, { sharpness: i < blurred ? to : 100, onHand })) });
	it.each([
		[6, 10, 1, 'accept'],
		[7, 60, 0.6, 'accept'],
		[7, 59, 0.59, 'warn'],
		[7, 40, 0.4, 'warn'],
		[7, 39, 0.39, 'retake']
	])('[QR4] %i of 20 samples at %i: %f, %s', (blurred, to, value, verdict) => {
		expect(rule(sharp(blurred, to), 'sharpness')).toMatchObject({ value, verdict });
	});
	it('[QR8] compares hand boxes with hand boxes only', () => {
		const looks = Array.from({ length: 20 }, (_, i) => aLook(i, i < 10 ? { onHand: false, sharpness: 5 } : {}));
		expect(rule(aTake({ looks }), 'sharpness').value).toBe(1);
	});
	it.each([
		[31, 'accept'],
		[29, 'warn'],
		[9, 'retake']
	])('[QR11] whole pictures at %i of 100 of the still scene: %s', (whole, verdict) => {
		const looks = Array.from({ length: 20 }, (_, i) => aLook(i, { wholeSharpness: whole }));
		const report = judgeTake(aTake({ looks, stillLook: { luma: 120, sharpness: 100, noise: 1 } }));
		expect(report.results.find((result) => result.rule === 'sharpness')?.verdict).toBe(verdict);
	});
	it('[QR11] takes the noise of the take off, and asks no more light of it than it has', () => {
		const stillLook = { luma: 120, sharpness: 100, noise: 1 };
		const value = (more: Partial<FrameLook>) =>
			rule(aTake({ looks: Array.from({ length: 20 }, (_, i) => aLook(i, more)), stillLook }), 'sharpness').value;
		// Noise of 2 leaves 80 in the variance; nine tenths of that are surely noise.
		expect(value({ wholeSharpness: 82, noise: 2 })).toBeCloseTo(0.1, 6);
		expect(value({ wholeSharpness: 10, wholeLuma: 60, noise: 0 })).toBeCloseTo(0.4, 6);
		expect(value({ wholeSharpness: 10, wholeLuma: 200, noise: 0 })).toBeCloseTo(0.1, 6);
	});
	it('[QR11] works without a test of the camera, and with one that saw nothing but noise', () => {
		const looks = Array.from({ length: 20 }, (_, i) => aLook(i, { wholeSharpness: 1 }));
		expect(rule(aTake({ looks }), 'sharpness').value).toBe(1);
		expect(rule(aTake({ looks, stillLook: { luma: 120, sharpness: 100, noise: 5 } }), 'sharpness').value).toBe(1);
		expect(rule(aTake({ looks, stillLook: null }), 'sharpness').value).toBe(1);
	});
	it('is not judged on a picture without any edge', () => {
		expect(() => rule(sharp(20, 0), 'sharpness')).toThrow('no sharpness');
	});
});

describe('times', () => {
	const at = (fps: number) => aTake({ timesUs: Array.from({ length: 100 }, (_, i) => Math.round((i * 1e6) / fps)) });
	it.each([
		[24.01, 'accept'],
		[23.9, 'warn'],
		[20.01, 'warn'],
		[19.9, 'retake']
	])('[QR5] %f frames a second: %s', (fps, verdict) =>
		expect(rule(at(fps), 'cadence')).toMatchObject({ unit: 'fps', verdict })
	);
	it.each([
		[100_000, 'accept'],
		[100_001, 'warn'],
		[250_001, 'retake']
	])('[QR5] one gap of %i µs: %s', (gap, verdict) => {
		const timesUs = Array.from({ length: 300 }, (_, i) => Math.round((i * 1e6) / 30) + (i >= 150 ? gap - 33_333 : 0));
		const found = rule(aTake({ timesUs }), 'cadence');
		expect(found.verdict).toBe(verdict);
		if (verdict !== 'accept')
			expect(found).toMatchObject({ unit: 'seconds', moments: [{ startUs: timesUs[149], endUs: timesUs[150] }] });
	});
	it.each([
		[5, 'at_least', 'accept'],
		[4.9, 'at_least', 'warn'],
		[3.3, 'at_least', 'retake'],
		[20, 'at_most', 'accept'],
		[20.1, 'at_most', 'warn'],
		[30.1, 'at_most', 'retake']
	])('[QR6] %f seconds for a task of 5 to 20: %s, %s', (seconds, direction, verdict) => {
		expect(rule(aTake({ durationUs: seconds * 1e6 }), 'duration')).toMatchObject({
			value: seconds,
			direction,
			verdict
		});
	});
});

describe('reasonsOf', () => {
	it('puts retakes before doubts, and the worse before the lesser', () => {
		const report = judgeTake(aTake({ durationUs: 4_000_000, frames: framesWithout((i) => i % 3 === 0) }));
		expect(reasonsOf(report.results).map((r) => r.rule)).toEqual(['hand_visibility', 'duration']);
	});
});

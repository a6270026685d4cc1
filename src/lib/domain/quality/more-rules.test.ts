import { describe, expect, it } from 'vitest';
import type { FrameLook, QualityRules, RuleId, RuleResult } from '../../schema/quality.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import { ptsUs } from '../../schema/units.ts';
import { absentPoints, lackingDigits } from './declared.ts';
import { frameOf, handAt, working, type HandPlace } from './fixtures.ts';
import { judgeTake, type TakeMeasures } from './judge-take.ts';
import { resolveRules } from './rules.ts';

const FPS = 30;
const framesOf = (places: (seconds: number, i: number) => HandPlace[], count = 150) =>
	Array.from({ length: count }, (_, i) => frameOf((i * 1e6) / FPS, ...places(i / FPS, i)));
const aTake = (more: Partial<TakeMeasures> = {}): TakeMeasures => ({
	timesUs: Array.from({ length: 150 }, (_, i) => Math.round((i * 1e6) / FPS)),
	durationUs: 5_000_000,
	frames: framesOf((seconds) => [working(seconds)]),
	looks: null,
	timeRangeS: { min: 3, max: 20 },
	...more
});
const found = (take: TakeMeasures, rule: RuleId): RuleResult | undefined =>
	judgeTake(take).results.find((result) => result.rule === rule);
const aLook = (i: number, more: Partial<FrameLook> = {}): FrameLook => ({
	ptsUs: ptsUs(i * 200_000),
	luma: 120,
	clipped: 0,
	sharpness: 100,
	onHand: true,
	...more
});
const looksOf = (more: (i: number) => Partial<FrameLook>) => Array.from({ length: 25 }, (_, i) => aLook(i, more(i)));

describe('both hands', () => {
	const both = (leftOn: (i: number) => boolean) =>
		framesOf((seconds, i) => [working(seconds), ...(leftOn(i) ? [working(seconds, { side: 'left', x: 0.3 })] : [])]);
	it.each([
		[75, 'accept'],
		[74, 'warn'],
		[50, 'warn'],
		[49, 'retake']
	])('[QR12] both on %i of 100 frames: %s', (share, verdict) => {
		const frames = both((i) => (i * 37) % 100 < share).slice(0, 100);
		expect(found(aTake({ hands: 'both', frames }), 'both_hands')).toMatchObject({ value: share / 100, verdict });
	});
	it('[QR12] is asked only where the task asks for both', () => {
		expect(found(aTake(), 'both_hands')).toBeUndefined();
	});
});

describe('framing', () => {
	it.each([
		[0.07, 'at_least', 'retake'],
		[0.1, 'at_least', 'warn'],
		[0.13, 'at_least', 'accept'],
		[0.39, 'at_most', 'accept'],
		[0.5, 'at_most', 'warn'],
		[0.65, 'at_most', 'retake']
	])('[QR13] a hand of %f of the height: %s, %s', (height, direction, verdict) => {
		const result = found(aTake({ frames: framesOf((seconds) => [working(seconds, { height })]) }), 'distance');
		expect(result).toMatchObject({ direction, verdict });
		expect(result!.value).toBeCloseTo(height, 5);
	});
	it('[QR14] points near the edge count, wherever the hand is', () => {
		const at = (x: number) => found(aTake({ frames: framesOf((seconds) => [working(seconds, { x })]) }), 'margin');
		expect(at(0.5)).toMatchObject({ value: 1, verdict: 'accept' });
		expect(at(0.98)!.verdict).toBe('retake');
		expect(at(0.98)!.moments.length).toBeGreaterThan(0);
	});
});

describe('idle ends', () => {
	/** Still for so long at the start, then at work, then still again. */
	const resting = (headS: number, tailS: number) =>
		framesOf((seconds) => [working(Math.min(Math.max(0, seconds - headS), 5 - headS - tailS))]);
	it.each([
		[0, 0, 'accept'],
		[0.4, 0, 'accept'],
		[1, 0, 'warn'],
		[0, 1.2, 'warn'],
		[2.5, 1, 'warn']
	])('[QR16] still for %f s before and %f s after: %s', (head, tail, verdict) => {
		const result = found(aTake({ frames: resting(head, tail) }), 'idle')!;
		expect(result.verdict).toBe(verdict);
		expect(Math.abs(result.value - Math.max(head, tail))).toBeLessThan(0.2);
	});
	it('[QR16] a take in which nothing moves is idle from end to end', () => {
		expect(found(aTake({ frames: framesOf(() => [working(0)]) }), 'idle')).toMatchObject({
			value: 5,
			moments: [{ startUs: 0, endUs: 5_000_000 }]
		});
	});
});

describe('whose hands, and whole ones', () => {
	it('[QR17] two hands that the model surely calls right are a doubt, and never more', () => {
		const frames = framesOf((s) => [working(s), working(s, { side: 'left', x: 0.3, rawLabel: 'right' })]);
		expect(found(aTake({ frames }), 'other_hands')).toMatchObject({ value: 1, verdict: 'warn' });
		const unsure = framesOf((s) => [working(s), working(s, { side: 'left', x: 0.3, rawLabel: 'right', score: 0.7 })]);
		expect(found(aTake({ frames: unsure }), 'other_hands')).toMatchObject({ value: 0, verdict: 'accept' });
	});
	it('[QR17] hands that the tracker calls somebody else’s are a doubt', () => {
		const looks = looksOf((i) => ({ others: i % 2 }));
		expect(found(aTake({ looks }), 'other_hands')).toMatchObject({ value: 0.48, measuredOn: 'pixels' });
	});
	it('[QR18] bones of other lengths than the hand’s own are a doubt', () => {
		const bad = (share: number) =>
			framesOf((s, i) => [working(s, { stretch: (p) => (i % 100 < share && p % 2 ? 1.2 : 0) })]).slice(0, 100);
		expect(found(aTake({ frames: bad(10) }), 'anatomy')).toMatchObject({ value: 0.1, verdict: 'accept' });
		expect(found(aTake({ frames: bad(20) }), 'anatomy')).toMatchObject({ value: 0.2, verdict: 'warn' });
	});
});

describe('pixels', () => {
	it('[QR15] a dark hand before bright surroundings is lit from behind; a white table behind a lit hand is not', () => {
		const behind = (luma: number, outsideLuma: number) => found(aTake({ looks: looksOf(() => ({ luma, outsideLuma })) }), 'backlight'); // prettier-ignore
		expect(behind(60, 200)).toMatchObject({ value: 0.3, verdict: 'retake' });
		expect(behind(80, 180)).toMatchObject({ verdict: 'warn' });
		expect(behind(95, 230)).toMatchObject({ value: 1, verdict: 'accept' });
		expect(behind(40, 45)).toMatchObject({ verdict: 'accept' });
	});
	/** Edges across a way to the right are gone; those along it are left. */
	const smear: Partial<FrameLook> = { handSpeed: 3, handWay: [1, 0], edges: [5, 0, 40], sharpness: 30 };
	const crisp: Partial<FrameLook> = { handSpeed: 0.2, handWay: [1, 0], edges: [40, 0, 40] };
	it('[QR19] smeared hands are told from a lens out of focus, and leave [QR4] alone', () => {
		const smeared = aTake({ looks: looksOf((i) => (i % 5 < 2 ? smear : crisp)) });
		expect(found(smeared, 'motion_blur')).toMatchObject({ value: 0.4, verdict: 'retake' });
		expect(found(smeared, 'sharpness')).toMatchObject({ value: 1, verdict: 'accept' });
		const soft = aTake({ looks: looksOf((i) => (i % 5 < 2 ? { ...crisp, edges: [6, 0, 6], sharpness: 30 } : crisp)) });
		expect(found(soft, 'motion_blur')).toMatchObject({ value: 0, verdict: 'accept' });
		expect(found(soft, 'sharpness')).toMatchObject({ value: 0.3, verdict: 'retake' });
	});
	it.each([
		[0.01, 'accept'],
		[0.02, 'warn'],
		[0.031, 'retake']
	])('[QR20] a picture that moves by %f of its width a second: %s', (shake, verdict) => {
		expect(found(aTake({ looks: looksOf(() => ({ shake })) }), 'shake')).toMatchObject({ unit: 'width_s', verdict });
	});
	it('[QR21] pictures that were covered whole are a doubt', () => {
		expect(found(aTake({ coveredWhole: 0.02 }), 'faces')).toMatchObject({ verdict: 'accept' });
		expect(found(aTake({ coveredWhole: 0.5 }), 'faces')).toMatchObject({ verdict: 'warn' });
		expect(found(aTake(), 'faces')).toBeUndefined();
	});
});

describe('rules as data', () => {
	const dark = aTake({ looks: looksOf(() => ({ luma: 60 })) });
	const light = (...layers: QualityRules[]) =>
		judgeTake(dark, resolveRules(...layers)).results.find(({ rule }) => rule === 'light');
	it('[QR22] a task’s limits come over its programme’s, and those over the defaults', () => {
		expect(light()).toMatchObject({ threshold: 70, verdict: 'warn' });
		expect(light({ limits: { dark: { accept: 65, hard: 62 } } })).toMatchObject({ threshold: 65, verdict: 'retake' });
		expect(
			light({ limits: { dark: { accept: 65, hard: 62 } } }, { limits: { dark: { accept: 55, hard: 40 } } })
		).toMatchObject({ threshold: 55, verdict: 'accept' });
	});
	it('[QR22] a rule can be switched off, or kept from asking for a retake, and back on by a task', () => {
		expect(light({ most: { light: 'off' } })).toBeUndefined();
		expect(light({ most: { light: 'off' } }, { most: { light: 'retake' } })).toMatchObject({ verdict: 'warn' });
		expect(light({ most: { light: 'warn' }, limits: { dark: { accept: 90, hard: 80 } } })?.verdict).toBe('warn');
	});
});

describe('declared differences', () => {
	const lacking = (points: number[]) => ({ ...NOTHING_DECLARED, absent: { left: [], right: points } });
	const ring = absentPoints(['ring', 'pinky']);
	/** A hand whose points that it does not have are guessed far outside, and 6 of the others are hidden there too. */
	const frames = framesOf((seconds) => [working(seconds)]).map((frame) => ({
		...frame,
		hands: frame.hands.map((hand) => {
			const moved = Float32Array.from(hand.imageLandmarks);
			for (const point of [...ring, 1, 2, 3, 4, 6]) moved[point * 3] = 1.4;
			return { ...hand, imageLandmarks: moved };
		})
	}));
	it('[QR23] points that a person does not have are left out of every count', () => {
		expect(found(aTake({ frames }), 'hand_visibility')).toMatchObject({ value: 0, verdict: 'retake' });
		expect(found(aTake({ frames, declared: lacking(ring) }), 'hand_visibility')).toMatchObject({ value: 1 });
		const alone = framesOf((s) => [working(s)]).map((frame) => ({
			...frame,
			hands: frame.hands.map((hand) => ({
				...hand,
				imageLandmarks: hand.imageLandmarks.map((v, i) => (ring.includes(Math.floor(i / 3)) ? 1.4 : v))
			}))
		}));
		expect(found(aTake({ frames: alone }), 'margin')!.verdict).toBe('retake');
		expect(found(aTake({ frames: alone, declared: lacking(ring) }), 'margin')).toMatchObject({ value: 1 });
		expect(found(aTake({ frames: alone, declared: lacking(ring) }), 'distance')!.verdict).toBe('accept');
	});
	it('[QR23] nobody is asked for a hand that they film without', () => {
		const declared = { ...NOTHING_DECLARED, absent: { left: absentPoints('hand'), right: [] } };
		expect(found(aTake({ hands: 'both' }), 'both_hands')!.verdict).toBe('retake');
		expect(found(aTake({ hands: 'both', declared }), 'both_hands')).toBeUndefined();
	});
	it('[QR23] a black glove is no bad light, and its bones are not judged', () => {
		const looks = looksOf(() => ({ luma: 30, outsideLuma: 150, wholeLuma: 120, wholeClipped: 0 }));
		const declared = { ...NOTHING_DECLARED, covered: { left: false, right: true } };
		expect(found(aTake({ looks }), 'light')!.verdict).toBe('retake');
		expect(found(aTake({ looks, declared }), 'light')).toMatchObject({ verdict: 'accept' });
		expect(found(aTake({ looks, declared }), 'backlight')).toBeUndefined();
		expect(found(aTake({ looks, declared }), 'anatomy')).toBeUndefined();
	});
	it('digits and points name each other', () => {
		expect(lackingDigits(absentPoints(['thumb', 'ring']))).toEqual(['thumb', 'ring']);
		expect(lackingDigits([17, 18, 19])).toEqual([]);
		expect(absentPoints('hand')).toHaveLength(21);
	});
	it('the fixture hand is of the size it is asked for', () => {
		const ys = handAt({ x: 0.5, y: 0.5, height: 0.3 }).imageLandmarks.filter((_, i) => i % 3 === 1);
		expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(0.3, 5);
	});
});

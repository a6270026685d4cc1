import { describe, expect, it } from 'vitest';
import { aTrack, aTrackedHand } from '../hands/fixtures.ts';
import { ptsUs } from '../../schema/units.ts';
import { ANATOMY_LIMITS, checkAnatomy, nextWorst, oddOf, worstFrames, type FrameAnatomy } from './anatomy.ts';

const steady = () => aTrack(9, () => [aTrackedHand('right', { x: 0.5 })]);
const of = (frames: ReturnType<typeof steady>, i: number, rule: string) =>
	checkAnatomy(frames, 1)[i]!.results.find((result) => result.rule === rule);

describe('checkAnatomy', () => {
	it('[ANA1] a bone is held against this take’s own median: twice its length is half a palm too long', () => {
		const frames = steady();
		// Index tip (8) away from its joint (7): the bone is 0.2 palms long in the fixture, 0.6 after it.
		const at = frames[4]!.hands[0]!.worldLandmarks;
		at[8 * 3 + 1] = at[8 * 3 + 1]! - 0.4 * 0.09;
		// Wrist to index root is hypot(0.3, 0.95) = 0.996 palms: 0.4 / 0.996 = 0.40.
		expect(of(frames, 4, 'bone_length')).toMatchObject({ landmark: 8, threshold: ANATOMY_LIMITS.bonePalms });
		expect(of(frames, 4, 'bone_length')!.value).toBeCloseTo(0.4, 2);
		expect(of(frames, 3, 'bone_length')!.value).toBeCloseTo(0, 6);
		expect(worstFrames(checkAnatomy(frames, 1)).map(({ ptsUs }) => ptsUs)).toEqual([frames[4]!.ptsUs]);
	});
	it('[ANA2] a finger folded back on itself bends further than a joint can', () => {
		const frames = steady();
		const at = frames[2]!.hands[0]!.worldLandmarks;
		// The middle finger's last bone points back at the palm: 180° where 105° are possible.
		for (let k = 0; k < 3; k++) at[12 * 3 + k] = at[10 * 3 + k]!;
		expect(of(frames, 2, 'joint_limit')).toMatchObject({ landmark: 11 });
		expect(of(frames, 2, 'joint_limit')!.value).toBeCloseTo(180 / 105, 2);
		expect(of(frames, 1, 'joint_limit')!.value).toBeLessThan(1);
	});
	it('[ANA3] speed counts palm lengths a second, and is not measured after a gap', () => {
		// From x = 0.3 to 0.6 with a palm of 0.1 (index root is 0.996 palms away, the wrist to middle root 1): 3 palms in 1/30 s.
		const frames = aTrack(12, (i) => (i > 1 && i < 10 ? [] : [aTrackedHand('right', { x: i === 0 ? 0.3 : 0.6 })]));
		expect(of(frames, 1, 'speed')!.value).toBeCloseTo(90, 0);
		expect(of(frames, 0, 'speed')).toBeUndefined();
		expect(of(frames, 10, 'speed')).toBeUndefined();
	});
	it('[ANA4] no hand has no result; no world landmarks, no bone rule', () => {
		const frames = aTrack(3, (i) => (i === 0 ? [] : [{ ...aTrackedHand('left', { x: 0.5 }), worldLandmarks: new Float32Array(63) }])); // prettier-ignore
		expect(checkAnatomy(frames, 1)[0]).toEqual({ ptsUs: 0, results: [], badness: 0 });
		expect(of(frames, 1, 'bone_length')).toBeUndefined();
		expect(worstFrames(checkAnatomy(frames, 1))).toEqual([]);
	});
});

const aFrame = (atUs: number, bone: number, speed: number): FrameAnatomy => ({
	ptsUs: ptsUs(atUs),
	results: [
		{ rule: 'bone_length', side: 'left', value: bone, threshold: 0.35, unit: 'palms', landmark: 8 },
		{ rule: 'speed', side: 'left', value: speed, threshold: 45, unit: 'palms_per_second', landmark: null }
	],
	badness: Math.max(bone / 0.35, speed / 45)
});

describe('the way through the worst frames', () => {
	// Over their thresholds: 90/45 = 2 and 0.7/0.35 = 2; 0.525/0.35 = 1.5; 54/45 = 1.2; within both.
	const worst = worstFrames([aFrame(10, 0.525, 1), aFrame(20, 0.7, 90.9), aFrame(30, 0.1, 1), aFrame(40, 0.1, 54)]);
	const none = () => false;

	it('says what is beyond its threshold, the furthest first', () => {
		expect(oddOf(worst[0]!).map(({ rule }) => rule)).toEqual(['speed', 'bone_length']);
		expect(oddOf(worst[1]!).map(({ rule }) => rule)).toEqual(['bone_length']);
	});
	it('goes from the worst to the less bad and back, and ends at the ends', () => {
		expect(worst.map(({ ptsUs }) => ptsUs)).toEqual([20, 10, 40]);
		expect(nextWorst(worst, ptsUs(30), 1, none)).toBe(0);
		expect(nextWorst(worst, ptsUs(20), 1, none)).toBe(1);
		expect(nextWorst(worst, ptsUs(40), 1, none)).toBe(-1);
		expect(nextWorst(worst, ptsUs(40), -1, none)).toBe(1);
		expect(nextWorst(worst, null, -1, none)).toBe(2);
	});
	it('leaves out what is done, but keeps the place of it', () => {
		const done = ({ ptsUs }: FrameAnatomy) => ptsUs === 10;
		expect(nextWorst(worst, ptsUs(20), 1, done)).toBe(2);
		expect(nextWorst(worst, ptsUs(10), 1, done)).toBe(2);
		expect(nextWorst([], null, 1, none)).toBe(-1);
	});
});

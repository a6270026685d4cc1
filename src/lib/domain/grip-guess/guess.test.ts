import { describe, expect, it } from 'vitest';
import { accuracyLately } from './accuracy.ts';
import { framesOf, landmarksOf, POSES } from './fixtures.ts';
import { guessGroups } from './guess.ts';
import type { Example } from './learn.ts';
import { POSE_FEATURES, poseOf, poseOver, type Pose } from './pose-features.ts';
import { ptsUs } from '../../schema/units.ts';

const pose = (name: keyof typeof POSES, more = {}): Pose => poseOf(landmarksOf(POSES[name], more), 1)!;
const names = Object.keys(POSES) as (keyof typeof POSES)[];
const first = (of: Pose, examples: readonly Example[] = []) => guessGroups(of, examples)[0]!.group;
const WHOLE = { startUs: ptsUs(0), endUs: ptsUs(10_000_000) };

describe('features', () => {
	it('[GUESS1] do not change with size, turn in the picture, place or side', () => {
		for (const name of names)
			for (const more of [{ scale: 0.05 }, { turn: 130 }, { side: 'left' as const }])
				for (const feature of POSE_FEATURES)
					expect(pose(name, more)[feature], `${name} ${feature}`).toBeCloseTo(pose(name)[feature], 3);
	});

	it('[GUESS1] the shape of the picture is taken out', () => {
		const square = landmarksOf(POSES.G12);
		const wide = square.map((value, i) => (i % 3 === 1 ? (value * 16) / 9 : value));
		expect(poseOf(wide, 9 / 16)!.pinch1).toBeCloseTo(pose('G12').pinch1, 4);
	});

	it('[GUESS2] are the median over the frames that show the hand, and need five', () => {
		const shown = framesOf(landmarksOf(POSES.G12), 6);
		const odd = framesOf(landmarksOf(POSES.G01), 1);
		expect(poseOver([...shown, ...odd], 'right', WHOLE, 1)!.pinch1).toBeCloseTo(pose('G12').pinch1, 4);
		expect(poseOver(shown, 'left', WHOLE, 1)).toBeNull();
		expect(poseOver(shown.slice(0, 4), 'right', WHOLE, 1)).toBeNull();
		expect(poseOver(shown, 'right', { startUs: ptsUs(0), endUs: ptsUs(100_000) }, 1)).toBeNull();
	});

	it('a hand without a palm has no pose', () => {
		expect(poseOf(new Float32Array(63), 1)).toBeNull();
	});
});

describe('guessing', () => {
	it.each(names)('[GUESS3] %s is first by the rules alone for its own pose', (name) => {
		expect(guessGroups(pose(name), []).map(({ group }) => group)).toContain(name);
		expect(first(pose(name))).toBe(name);
	});

	it('[GUESS5] three guesses, best first; likely from half of the weight on', () => {
		for (const name of names) {
			const guesses = guessGroups(pose(name), []);
			expect(guesses).toHaveLength(3);
			expect(guesses[0]!.share).toBeGreaterThanOrEqual(guesses[1]!.share);
			for (const { share, word } of guesses) expect(word).toBe(share >= 0.5 ? 'likely' : 'maybe');
		}
	});

	it('[GUESS4] a few labels of this person overrule the rules for poses like them, and for no others', () => {
		const own: Example[] = Array.from({ length: 4 }, () => ({ pose: pose('G13'), group: 'G17' }));
		expect(first(pose('G13'), own)).toBe('G17');
		for (const name of ['G01', 'G03', 'G08', 'G12', 'G15'] as const) expect(first(pose(name), own)).toBe(name);
	});

	it('[GUESS4] more labels say more, and never all', () => {
		const share = (count: number) =>
			guessGroups(
				pose('G12'),
				Array.from({ length: count }, () => ({ pose: pose('G12'), group: 'G12' as const }))
			)[0]!.share;
		expect(share(1)).toBeLessThan(share(4));
		expect(share(1000)).toBeLessThan(1);
	});
});

describe('the score', () => {
	const judged = (right: string) =>
		[...right].map((mark, i) => ({
			group: 'G01',
			guessed: mark === 'r' ? 'G01' : mark === 'w' ? 'G02' : null,
			atMs: i
		}));
	it('[GUESS6] counts the first guess over the last ten labels that had one', () => {
		expect(accuracyLately([])).toEqual({ right: 0, of: 0 });
		expect(accuracyLately(judged('rrw-r'))).toEqual({ right: 3, of: 4 });
		expect(accuracyLately(judged('wwwwrrrrrrr-www'))).toEqual({ right: 7, of: 10 });
		expect(accuracyLately(judged('rrrrrrrrrr').reverse()).right).toBe(10);
	});
});

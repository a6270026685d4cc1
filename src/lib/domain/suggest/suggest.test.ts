import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrackFrame } from '../../schema/track.ts';
import { aHand } from '../capture/fixtures.ts';
import { aHandAt, aTrack, ease, pickAndPlace } from './fixtures.ts';
import { suggest } from './suggest.ts';
import type { Suggestion, SuggestionKind } from './suggestion.ts';
import { truthTrack, type TruthTake } from './truth-track.ts';

const run = (frames: TrackFrame[], palmRoseUs: number | null = null): Suggestion[] =>
	suggest({ frames, endUs: frames.length * 33_333, aspect: 1, palmRoseUs });
const of = (list: readonly Suggestion[], kind: SuggestionKind) => list.filter((one) => one.kind === kind);
const seconds = (us: number) => us / 1e6;
const still = (x: number) => () => ({ x, y: 0.6, opening: 1 });

describe('idle head and tail', () => {
	// Rest until 2 s, then the five seconds of one pick and place (the last movement ends at 2 + 4.8), rest until 9 s.
	const frames = aTrack(9, pickAndPlace(2));

	it('[IDLE1] begins 0.15 s before the first movement and ends 0.15 s after the last', () => {
		const list = run(frames);
		const [head, tail] = [of(list, 'trim_start')[0]!, of(list, 'trim_end')[0]!];
		expect([head.startUs, tail.endUs]).toEqual([0, 9 * 30 * 33_333]);
		expect(Math.abs(seconds(head.endUs) - 2)).toBeLessThan(0.2);
		expect(Math.abs(seconds(tail.startUs) - 6.8)).toBeLessThan(0.2);
		expect([head.cause, tail.cause]).toEqual(['still', 'still']);
	});
	it('[IDLE5] a twitch shorter than 0.25 s is not the beginning', () => {
		const twitch = aTrack(9, (s) => {
			const pose = pickAndPlace(3)(s);
			return s >= 1 && s < 1.04 ? { ...pose, x: pose.x + 0.01 } : pose;
		});
		expect(seconds(of(run(twitch), 'trim_start')[0]!.endUs)).toBeGreaterThan(2.7);
	});
	it('[IDLE5] a fast reach is movement however short, and so is slow play of the fingers', () => {
		// A reach of 0.3 palm lengths and more in 0.15 s at 6 s; fingers that open by half a palm from 5.5 to 7.5 s.
		const quick = aTrack(9, (s) => ({ ...pickAndPlace(0)(s), y: ease(s, 6, 6.15, 0.6, 0.5) }));
		expect(seconds(of(run(quick), 'trim_end')[0]!.startUs)).toBeGreaterThan(6.15);
		const play = aTrack(9, (s) => ({ ...pickAndPlace(0)(s), opening: 0.6 + ease(s, 5.5, 7.5, 0, 0.5) }));
		expect(seconds(of(run(play), 'trim_end')[0]!.startUs)).toBeGreaterThan(6.8);
	});
	it('[IDLE5] an arm that sways at rest by a twenty-fifth of the palm does nothing', () => {
		const sway = aTrack(9, (s) => {
			const pose = pickAndPlace(2)(s);
			return { ...pose, y: pose.y + 0.004 * Math.sin((s * 2 * Math.PI) / 3) };
		});
		expect(Math.abs(seconds(of(run(sway), 'trim_start')[0]!.endUs) - 2)).toBeLessThan(0.2);
	});
	it('[IDLE2] half a second may stay', () => {
		expect(of(run(aTrack(5.5, pickAndPlace(0.3))), 'trim_start')).toEqual([]);
		expect(of(run(aTrack(5.2, pickAndPlace(0.3))), 'trim_end')).toEqual([]);
	});
	it('[IDLE3] a clip in which nothing moves, or without a hand, is not trimmed', () => {
		expect(run(aTrack(6, still(0.5)))).toEqual([]);
		expect(run(aTrack(6, () => null))).toEqual([]);
		expect(run([])).toEqual([]);
	});
	it('[IDLE1] time without a hand is idle too, and says so', () => {
		const late = aTrack(9, (s) => (s < 2.5 ? null : pickAndPlace(2.5)(s)));
		const [head] = of(run(late), 'trim_start');
		expect(head!.cause).toBe('no_hand');
		expect(Math.abs(seconds(head!.endUs) - 2.5)).toBeLessThan(0.2);
	});
	it('[IDLE4] a palm held up at the end is cut from before it rose; the recorder’s own time counts first', () => {
		const shown = frames.map((frame) =>
			frame.ptsUs > 7_400_000 ? { ...frame, hands: [aHand({ x: 0.5, y: 0.7 })] } : frame
		);
		const [tail] = of(run(shown), 'trim_end');
		expect(tail!.cause).toBe('palm');
		expect(seconds(tail!.startUs)).toBeLessThanOrEqual(7.4 - 0.6);
		// The recorder saw it rise at 6.2 s: the frame at or before 5.6 s is the last one kept.
		expect(seconds(of(run(frames, 6_200_000), 'trim_end')[0]!.startUs)).toBeCloseTo(5.6, 1);
	});
	it('[IDLE4] a palm held up at the start is cut together with the lowering of the hand', () => {
		const shown = frames.map((frame) =>
			frame.ptsUs < 1_400_000 ? { ...frame, hands: [aHand({ x: 0.5, y: 0.7 })] } : frame
		);
		const [head] = of(run(shown), 'trim_start');
		expect(head!.cause).toBe('palm');
		expect(seconds(head!.endUs)).toBeGreaterThan(1.8);
	});
});

describe('grips and losses', () => {
	it('[GRIP1] begins where the fingers have closed (1.4 s) and ends where they open (3.2 s)', () => {
		const [grip, ...more] = of(run(aTrack(5, pickAndPlace(0))), 'grip');
		expect(more).toEqual([]);
		expect(Math.abs(seconds(grip!.startUs) - 1.4)).toBeLessThan(0.15);
		expect(Math.abs(seconds(grip!.endUs) - 3.2)).toBeLessThan(0.15);
		expect(grip!.values['closedPalms']).toBeCloseTo(0.5, 1);
		expect(grip!.side).toBe('right');
	});
	it('[GRIP1] closed for under 0.3 s holds nothing', () => {
		const snap = aTrack(4, (s) => ({ x: 0.5, y: 0.6, opening: ease(s, 1, 1.2, 1, 0.5) + ease(s, 1.3, 1.5, 0, 0.5) }));
		expect(of(run(snap), 'grip')).toEqual([]);
	});
	it('[GRIP2] fingers that play slowly, or close far from the thumb, grip nothing', () => {
		const slow = aTrack(8, (s) => ({ x: 0.5, y: 0.6, opening: 0.7 + 0.15 * Math.cos((s * Math.PI) / 2) }));
		const wide = aTrack(8, (s) => ({ ...pickAndPlace(0)(s), opening: pickAndPlace(0)(s).opening + 0.6 }));
		expect(of(run(slow), 'grip')).toEqual([]);
		expect(of(run(wide), 'grip')).toEqual([]);
	});
	it('[GRIP3] lost for half a second while closed is one grip; seen closed from the beginning ranks lower', () => {
		const gap = aTrack(5, (s) => (s > 2 && s < 2.5 ? null : pickAndPlace(0)(s)));
		const whole = of(run(gap), 'grip');
		expect(whole.map(({ cause }) => cause)).toEqual(['closed']);
		const late = of(run(aTrack(3.4, (s) => pickAndPlace(0)(s + 1.6))), 'grip');
		expect(late.map(({ cause }) => cause)).toEqual(['closed_one_end']);
		expect(late[0]!.startUs).toBe(0);
		expect(late[0]!.rank).toBeLessThan(whole[0]!.rank);
	});
	it('[LOSS1] opening in the middle of the carry may be a loss; at rest it is none', () => {
		expect(of(run(aTrack(5, pickAndPlace(0))), 'loss')).toEqual([]);
		const dropped = aTrack(5, (s) => ({
			...pickAndPlace(0)(s),
			opening: ease(s, 1, 1.4, 1, 0.5) + ease(s, 2.2, 2.4, 0, 0.5)
		}));
		const [loss] = of(run(dropped), 'loss');
		expect(Math.abs(seconds(loss!.startUs) - 2.2)).toBeLessThan(0.15);
		expect(loss!.values['carriedPalmsPerS']).toBeGreaterThan(1.2);
	});
});

describe('pauses and attempts', () => {
	it('[PAU1] a hand stops before it closes and goes on after: both ends of a long pause', () => {
		const at = of(run(aTrack(5, pickAndPlace(0))), 'pause').map(({ startUs }) => seconds(startUs));
		// Rest 1..1.8 between reach and carry, 2.8..3.8 between carry and retreat. Rest counts below 0.3 palms a second.
		expect(at).toHaveLength(4);
		[1, 1.8, 2.8, 3.8].forEach((truth, i) => expect(Math.abs(at[i]! - truth)).toBeLessThan(0.2));
	});
	it('[TRY1] [TRY2] two tries are two; one is not worth a word; a regrasp without a retreat is the same try', () => {
		expect(of(run(aTrack(5, pickAndPlace(0))), 'attempt')).toEqual([]);
		const twice = (s: number) => (s < 5 ? pickAndPlace(0)(s) : pickAndPlace(5)(s));
		const tries = of(run(aTrack(10, twice)), 'attempt');
		expect(tries).toHaveLength(2);
		[[0, 4.8], [5, 9.8]].forEach(([from, to], i) => {
			expect(Math.abs(seconds(tries[i]!.startUs) - from!)).toBeLessThan(0.25);
			expect(Math.abs(seconds(tries[i]!.endUs) - to!)).toBeLessThan(0.25);
		}); // prettier-ignore
		const regrasp = aTrack(8, (s) => {
			const opening =
				ease(s, 1, 1.4, 1, 0.5) + ease(s, 3, 3.3, 0, 0.5) + ease(s, 3.6, 3.9, 0, -0.5) + ease(s, 5, 5.3, 0, 0.5);
			return { x: ease(s, 0, 1, 0.2, 0.4) - ease(s, 6, 7, 0, 0.3), y: 0.6, opening };
		});
		expect(of(run(regrasp), 'grip')).toHaveLength(2);
		expect(of(run(regrasp), 'attempt')).toEqual([]);
	});
});

describe('all of them', () => {
	const take = JSON.parse(
		readFileSync(resolve(import.meta.dirname, '../../../../tests/media/grasp.json'), 'utf8')
	) as TruthTake;

	it('[SUG1] the same signals give the same names, the trims first', () => {
		const frames = aTrack(9, pickAndPlace(2));
		const list = run(frames);
		expect(run(frames)).toEqual(list);
		expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
		expect(list.slice(0, 2).map(({ kind }) => kind)).toEqual(['trim_start', 'trim_end']);
		const starts = list
			.slice(2)
			.filter(({ kind }) => kind !== 'attempt')
			.map(({ startUs }) => startUs);
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
	});
	it('[SUG2] each says why', () => {
		for (const one of run(aTrack(9, pickAndPlace(2)))) {
			expect(Object.values(one.values).every(Number.isFinite)).toBe(true);
			expect(Object.keys(one.values).length).toBeGreaterThan(0);
			expect(one.rank).toBeGreaterThanOrEqual(0);
			expect(one.rank).toBeLessThanOrEqual(1);
		}
	});
	it('[GRIP1] finds the four edges of the rendered take within 0.15 s of its truth', () => {
		const frames = truthTrack(take);
		const grips = of(suggest({ frames, endUs: 10_000_000, aspect: 480 / 640, palmRoseUs: null }), 'grip');
		// Truth: `grip` is true on the frames 1.6 to 3.8 and 6.6 to 8.8 s.
		const truth = take.frames.flatMap((frame, i) => (frame.grip !== (take.frames[i - 1]?.grip ?? false) ? [i] : []));
		const found = grips.flatMap(({ startUs, endUs }) => [startUs, endUs]);
		expect(found).toHaveLength(4);
		truth.forEach((i, k) => expect(Math.abs(found[k]! - (i / 30) * 1e6)).toBeLessThan(150_000));
	});
	it('[SUG1] odd input: of two hands that say they are the same side, the first counts', () => {
		const frames = aTrack(5, pickAndPlace(0)).map((frame) => ({
			...frame,
			hands: [...frame.hands, aHandAt({ x: 0.9, y: 0.6, opening: 1 })]
		}));
		expect(run(frames)).toEqual(run(aTrack(5, pickAndPlace(0))));
	});
});

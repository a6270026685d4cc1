import { describe, expect, it } from 'vitest';
import { applyEdits, inverse, type Edit } from '../annotation/edit.ts';
import { aDoc, aFailure, aGrip, CLIP, FRAME_US, segmentId, us } from '../annotation/fixtures.ts';
import { planResize } from '../annotation/plan-resize.ts';
import { EMPTY_DOC, type TakeDoc } from '../annotation/take-doc.ts';
import type { Side } from '../../schema/ids.ts';
import { choiceNow } from './answer-now.ts';
import { planAccept } from './plan-accept.ts';
import { precisionOf, type Answer } from './precision.ts';
import { nameOf, SUGGESTION_KINDS, type Suggestion, type SuggestionKind } from './suggestion.ts';

function aSuggestion(kind: SuggestionKind, startMs: number, endMs: number, side: Side | null = null): Suggestion {
	const [startUs, endUs] = [us(startMs), us(endMs)];
	return { kind, side, startUs, endUs, name: nameOf(kind, side, startUs, endUs), cause: 'still', values: {}, rank: 1 };
}
const accept = (doc: TakeDoc, suggestion: Suggestion, canTrim = true): Edit[] =>
	planAccept(doc, suggestion, {
		clip: CLIP,
		leastUs: FRAME_US,
		canTrim,
		border: (at) => at as never,
		newId: segmentId(99)
	});
const after = (plan: readonly Edit[]) => plan[0]?.after;
const head = aSuggestion('trim_start', 0, 2000);
const tail = aSuggestion('trim_end', 8000, 10_000);
const grip = aSuggestion('grip', 3000, 5000, 'right');
const loss = aSuggestion('loss', 4000, 4500, 'left');

describe('accepting', () => {
	it('[ACC1] the trims cut from their own end; both after each other keep what is between', () => {
		expect(after(accept(EMPTY_DOC, head))).toEqual({ inUs: us(2000), outUs: us(10_000) });
		const cut = applyEdits(EMPTY_DOC, accept(EMPTY_DOC, head));
		expect(after(accept(cut, tail))).toEqual({ inUs: us(2000), outUs: us(8000) });
	});
	it('[ACC1] an attempt keeps only itself, in one edit', () => {
		const plan = accept(EMPTY_DOC, aSuggestion('attempt', 1000, 6000));
		expect(plan).toHaveLength(1);
		expect(after(plan)).toEqual({ inUs: us(1000), outUs: us(6000) });
	});
	it('[ACC1] every plan and its inverse give the old document', () => {
		const doc = aDoc(aGrip(1, 1000, 2500), aFailure(2, 6000, 6500));
		for (const kind of SUGGESTION_KINDS) {
			const plan = accept(doc, aSuggestion(kind, 3000, kind === 'pause' ? 3000 : 5000, 'left'));
			expect(applyEdits(applyEdits(doc, plan), inverse(plan))).toEqual(doc);
		}
	});
	it('[ACC2] a grip and a loss say that they were suggested; the grip is not named', () => {
		expect(after(accept(EMPTY_DOC, grip))).toMatchObject({
			kind: 'grip',
			side: 'right',
			grip: 'unsure',
			startUs: us(3000),
			endUs: us(5000),
			source: 'suggestion_accepted'
		});
		expect(after(accept(EMPTY_DOC, loss))).toMatchObject({
			kind: 'failure',
			code: 'fail.drop',
			side: 'left',
			source: 'suggestion_accepted'
		});
	});
	it('[ACC2] [ACC5] moving an edge of it by hand says so; a person’s own label stays theirs when it snaps', () => {
		const doc = applyEdits(EMPTY_DOC, accept(EMPTY_DOC, grip));
		const pulled = planResize(doc, segmentId(99), 'end', us(5500), CLIP, FRAME_US);
		expect(after(pulled)).toMatchObject({ source: 'suggestion_edited', endUs: us(5500) });
		expect(accept(doc, aSuggestion('pause', 5200, 5200, 'right'))).toEqual([]);
		const mine = aDoc(aGrip(1, 3000, 5000));
		expect(after(accept(mine, aSuggestion('pause', 2800, 2800, 'right')))).toMatchObject({
			source: 'human',
			startUs: us(2800)
		});
	});
	it('[ACC3] nothing where the place is taken, cut away, or nothing would change', () => {
		const labelled = aDoc(aGrip(1, 3200, 4900), aFailure(2, 4200, 4400));
		expect(accept(labelled, grip)).toEqual([]);
		expect(accept(labelled, loss)).toEqual([]);
		const trimmed: TakeDoc = { ...EMPTY_DOC, trim: { inUs: us(5000), outUs: us(7000) } };
		for (const one of [head, tail, grip, loss]) expect(accept(trimmed, one)).toEqual([]);
		// No label; too far (0.5 s); the other hand's; within two frames.
		const pause = aSuggestion('pause', 3500, 3500, 'right');
		for (const doc of [EMPTY_DOC, aDoc(aGrip(1, 4000, 5000)), aDoc(aGrip(1, 3600, 5000, 'left')), aDoc(aGrip(1, 3550, 5000))])
			expect(accept(doc, pause)).toEqual([]); // prettier-ignore
	});
	it('[ACC3] a grip takes the room that is left, if that is half of it or more', () => {
		expect(after(accept(aDoc(aGrip(1, 1000, 3800)), grip))).toMatchObject({ startUs: us(3800), endUs: us(5000) });
		expect(accept(aDoc(aGrip(1, 1000, 4200)), grip)).toEqual([]);
	});
	it('[ACC4] a rendition is not trimmed, but labelled', () => {
		for (const one of [head, tail, aSuggestion('attempt', 1000, 6000)])
			expect(accept(EMPTY_DOC, one, false)).toEqual([]);
		expect(accept(EMPTY_DOC, grip, false)).toHaveLength(1);
	});
});

describe('precision', () => {
	it('[PREC1] an edit that was undone is taken back, and counts again when it is done again or changed further', () => {
		const plan = accept(EMPTY_DOC, grip);
		const doc = applyEdits(EMPTY_DOC, plan);
		expect(choiceNow('accepted', plan, doc)).toBe('accepted');
		expect(choiceNow('accepted', plan, EMPTY_DOC)).toBe('taken_back');
		expect(choiceNow('taken_back', plan, doc)).toBe('accepted');
		const pulled = applyEdits(doc, planResize(doc, segmentId(99), 'end', us(5500), CLIP, FRAME_US));
		expect(choiceNow('accepted', plan, pulled)).toBe('accepted');
		expect(choiceNow('dismissed', [], EMPTY_DOC)).toBe('dismissed');
	});
	const answer = (kind: SuggestionKind, choice: Answer['choice'], day: number): Answer => ({
		kind,
		choice,
		atMs: Date.UTC(2026, 0, day, 12)
	});
	it('[PREC1] counts kept of answered, by kind and by week from Monday on', () => {
		// 2026-01-05 is a Monday, so the 4th lies in the week of 2025-12-29.
		const answers = [
			answer('trim_start', 'accepted', 4),
			answer('grip', 'accepted', 5),
			answer('grip', 'dismissed', 11),
			answer('grip', 'taken_back', 11),
			answer('loss', 'dismissed', 12)
		];
		expect(precisionOf(answers)).toEqual({
			all: { kept: 2, answered: 4 },
			byKind: [
				{ kind: 'trim_start', kept: 1, answered: 1 },
				{ kind: 'grip', kept: 1, answered: 2 },
				{ kind: 'loss', kept: 0, answered: 1 }
			],
			byWeek: [
				{ fromMs: Date.UTC(2025, 11, 29), kept: 1, answered: 1 },
				{ fromMs: Date.UTC(2026, 0, 5), kept: 1, answered: 2 },
				{ fromMs: Date.UTC(2026, 0, 12), kept: 0, answered: 1 }
			]
		});
		expect(precisionOf([])).toEqual({ all: { kept: 0, answered: 0 }, byKind: [], byWeek: [] });
	});
});

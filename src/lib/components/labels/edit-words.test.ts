import { describe, expect, it } from 'vitest';
import type { Edit } from '$lib/domain/annotation/edit.ts';
import { aDoc, aFailure, aGrip, aModelHand, CLIP, FRAME_US, segmentId, us } from '$lib/domain/annotation/fixtures.ts';
import { planDelete } from '$lib/domain/annotation/plan-delete.ts';
import { planMoveKeypoint } from '$lib/domain/annotation/plan-move-keypoint.ts';
import { planResize } from '$lib/domain/annotation/plan-resize.ts';
import { planSetCheck, planSetScore } from '$lib/domain/annotation/plan-set-ending.ts';
import { planSetGrip } from '$lib/domain/annotation/plan-set-code.ts';
import { planSwapSides } from '$lib/domain/annotation/plan-swap-sides.ts';
import { planTrim } from '$lib/domain/annotation/plan-trim.ts';
import { EMPTY_DOC } from '$lib/domain/annotation/take-doc.ts';
import { editWords, stepWords } from './edit-words.ts';

const doc = aDoc(aGrip(1, 1600, 3600), aFailure(2, 4000, 4500));
const said = (edits: Edit[]) => edits.map((edit) => editWords(edit));

describe('what was done, in words', () => {
	it('labels made, moved, named and deleted', () => {
		expect(said([{ kind: 'segment', key: segmentId(1), before: null, after: aGrip(1, 1600, 3600) }])).toEqual([
			'Three tips made, 0:01.600 to 0:03.600'
		]);
		expect(said(planResize(doc, segmentId(1), 'start', us(1700), CLIP, FRAME_US))).toEqual([
			'Start of Three tips moved from 0:01.600 to 0:01.700'
		]);
		expect(said(planResize(doc, segmentId(1), 'end', us(3000), CLIP, FRAME_US))).toEqual([
			'End of Three tips moved from 0:03.600 to 0:03.000'
		]);
		expect(said(planSetGrip(doc, segmentId(1), 'G12'))).toEqual(['Now Pinch, was Three tips, at 0:01.600']);
		expect(said(planDelete(doc, segmentId(2)))).toEqual(['Dropped deleted, at 0:04.000']);
	});

	it('trim, points and sides', () => {
		expect(said(planTrim(EMPTY_DOC, 'in', us(500), CLIP, FRAME_US))).toEqual(['Kept from 0:00.500 to 0:10.000']);
		expect(said(planMoveKeypoint(EMPTY_DOC, aModelHand(100), 8, 0.2, 0.2))).toEqual([
			'Right hand at 0:00.100 put right, points moved: 1'
		]);
		expect(said(planSwapSides(EMPTY_DOC, { startUs: us(0), endUs: us(900) }))).toEqual([
			'Left and right swapped, 0:00.000 to 0:00.900'
		]);
	});

	it('how it ended, by its score', () => {
		expect(said(planSetScore(EMPTY_DOC, 4))).toEqual(['Score of the end: 4']);
		expect(said(planSetCheck(EMPTY_DOC, 'closed', true))).toEqual(['How it ended was answered']);
	});

	it('a step says what it took back, and how much else it did', () => {
		const edits = planDelete(doc, segmentId(2));
		const plan = { planId: 'a', edits: [...edits, ...edits] };
		expect(stepWords({ kind: 'undo', plan })).toBe('Taken back: Dropped deleted, at 0:04.000, and 1 more');
		expect(stepWords({ kind: 'redo', plan: { planId: 'a', edits } })).toBe('Done again: Dropped deleted, at 0:04.000');
		expect(stepWords({ kind: 'do', plan: { planId: 'a', edits: [] } })).toBe('Something changed');
	});
});

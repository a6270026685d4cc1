import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../schema/ids.ts';
import { applyEdits, inverse, planDoAgain, planTakeBack, type Edit } from './edit.ts';
import { aDoc, aFailure, aGrip, aModelHand, CLIP, FRAME_US, segmentId, us } from './fixtures.ts';
import { NO_HISTORY, recordStep, type HistoryStep } from './history.ts';
import { keptPieces, keptUs } from './kept-pieces.ts';
import { conflicts } from './lanes.ts';
import { planAddSegment, type NewSegment } from './plan-add-segment.ts';
import { planCutOut, planMoveCut, planPutBack } from './plan-cut-out.ts';
import { planDelete } from './plan-delete.ts';
import { planLinkRecovery } from './plan-link-recovery.ts';
import { planClearCorrection, planMoveKeypoint } from './plan-move-keypoint.ts';
import { planResize } from './plan-resize.ts';
import { planSetFailure, planSetGrip } from './plan-set-code.ts';
import { planKeepSides, planSwapSides } from './plan-swap-sides.ts';
import { planTrim } from './plan-trim.ts';
import { EMPTY_DOC, type TakeDoc } from './take-doc.ts';
import { isCut, segmentsOf } from './tiers.ts';

type Step = (doc: TakeDoc, n: number) => Edit[];
const time = fc.integer({ min: -500, max: 10_500 }).map(us);
const id = fc.integer({ min: 0, max: 30 }).map(segmentId);
const side = fc.constantFrom<Side>('left', 'right');
const kind = fc.constantFrom<NewSegment['kind']>('grip', 'failure', 'recovery', 'attempt', 'step', 'contact');
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.tuple(kind, side, time, time).map(
		([what, hand, a, b]): Step =>
			(doc, n) =>
				planAddSegment(
					doc,
					{ kind: what, side: hand, steps: ['reach', 'carry'] } as NewSegment,
					{ startUs: a < b ? a : b, endUs: a < b ? b : a },
					CLIP,
					segmentId(n)
				)
	),
	fc.tuple(id, fc.constantFrom<'start' | 'end'>('start', 'end'), time).map(
		([which, edge, at]): Step =>
			(doc) =>
				planResize(doc, which, edge, at, CLIP, FRAME_US)
	),
	id.map(
		(which): Step =>
			(doc) =>
				planDelete(doc, which)
	),
	id.map(
		(which): Step =>
			(doc) =>
				planSetGrip(doc, which, 'G01')
	),
	id.map(
		(which): Step =>
			(doc) =>
				planSetFailure(doc, which, 'fail.spill')
	),
	fc.tuple(id, id).map(
		([a, b]): Step =>
			(doc) =>
				planLinkRecovery(doc, a, b)
	),
	fc.tuple(fc.constantFrom<'in' | 'out'>('in', 'out'), time).map(
		([end, at]): Step =>
			(doc) =>
				planTrim(doc, end, at, CLIP, FRAME_US)
	),
	fc.tuple(time, time).map(
		([a, b]): Step =>
			(doc) =>
				planCutOut(doc, { startUs: a < b ? a : b, endUs: a < b ? b : a }, CLIP, FRAME_US)
	),
	fc
		.tuple(fc.nat(5), fc.constantFrom<'start' | 'end' | 'back'>('start', 'end', 'back'), time)
		.map(([nth, how, at]): Step => (doc) => {
			const key = [...doc.cuts.keys()][nth] ?? 'none';
			return how === 'back' ? planPutBack(doc, key) : planMoveCut(doc, key, how, at, CLIP, FRAME_US);
		}),
	fc
		.tuple(
			fc.integer({ min: 0, max: 3 }),
			side,
			fc.integer({ min: 0, max: 20 }),
			fc.double({ min: -1, max: 2, noNaN: true })
		)
		.map(
			([at, hand, point, x]): Step =>
				(doc) =>
					planMoveKeypoint(doc, aModelHand(at, hand), point, x, x)
		),
	fc.tuple(fc.integer({ min: -1, max: 4 }), fc.integer({ min: -1, max: 4 }), fc.boolean()).map(
		([a, b, keep]): Step =>
			(doc) =>
				(keep ? planKeepSides : planSwapSides)(doc, { startUs: us(a), endUs: us(b) })
	),
	fc.tuple(fc.integer({ min: 0, max: 3 }), side).map(
		([at, hand]): Step =>
			(doc) =>
				planClearCorrection(doc, us(at), hand)
	)
);

describe('plans', () => {
	it('[UNDO1] then their inverse give the old document, and [SEG2] [ATT1] [ATT2] [STEP1] [CON1] tiers keep their rules', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
				let doc = EMPTY_DOC;
				steps.forEach((plan, n) => {
					const edits = plan(doc, n);
					const after = applyEdits(doc, edits);
					expect(applyEdits(after, inverse(edits))).toEqual(doc);
					expect(applyEdits(after, planTakeBack(after, edits))).toEqual(doc);
					expect(applyEdits(doc, planDoAgain(doc, edits))).toEqual(after);
					expect(edits.every((edit) => edit.before !== edit.after)).toBe(true);
					doc = after;
				});
				expect(conflicts(doc)).toEqual([]);
				for (const attempt of segmentsOf(doc, 'attempts'))
					expect(segmentsOf(doc, 'steps').filter((inner) => isCut(inner, attempt))).toEqual([]);
				// [CUT5]
				expect(keptUs(keptPieces({ trim: doc.trim, cuts: doc.cuts.values() }, CLIP))).toBeGreaterThanOrEqual(FRAME_US);
			}),
			{ numRuns: 300 }
		);
	});

	it('[UNDO2] undo leaves alone what was changed since', () => {
		const doc = aDoc(aGrip(1, 0, 100));
		const first = planSetGrip(doc, segmentId(1), 'G01');
		const elsewhere = applyEdits(applyEdits(doc, first), [
			{ kind: 'segment', key: segmentId(1), before: null, after: { ...aGrip(1, 0, 200), grip: 'G01' } }
		]);
		expect(planTakeBack(elsewhere, first)).toEqual([]);
	});

	it('[UNDO2] and takes back the rest of the plan', () => {
		const doc = aDoc(aFailure(1, 0, 100), aGrip(2, 0, 100));
		const plan = [...planDelete(doc, segmentId(1)), ...planSetGrip(doc, segmentId(2), 'G01')];
		const elsewhere = applyEdits(applyEdits(doc, plan), planDelete(applyEdits(doc, plan), segmentId(2)));
		expect(planTakeBack(elsewhere, plan).map((edit) => edit.key)).toEqual([segmentId(1)]);
	});
});

describe('history', () => {
	const plan = (planId: string) => ({ planId, edits: [] });
	const run = (...steps: [HistoryStep['kind'], string][]) =>
		steps.reduce((history, [kind, planId]) => recordStep(history, { kind, plan: plan(planId) }), NO_HISTORY);
	const ids = (history: typeof NO_HISTORY) => [history.done.map((p) => p.planId), history.undone.map((p) => p.planId)];

	it('[UNDO3] is rebuilt from its steps', () => {
		expect(ids(run(['do', 'a'], ['do', 'b'], ['undo', 'b'], ['undo', 'a'], ['redo', 'a']))).toEqual([['a'], ['b']]);
	});

	it('[UNDO3] a new plan forgets what was undone', () => {
		expect(ids(run(['do', 'a'], ['undo', 'a'], ['do', 'b']))).toEqual([['b'], []]);
	});

	it('[UNDO4] steps that do not fit change nothing', () => {
		expect(ids(run(['do', 'a'], ['undo', 'z'], ['redo', 'a']))).toEqual([['a'], []]);
		expect(ids(run(['do', 'a'], ['undo', 'a'], ['undo', 'a']))).toEqual([[], ['a']]);
	});
});

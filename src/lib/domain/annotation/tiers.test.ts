import { describe, expect, it } from 'vitest';
import { coverage } from './coverage.ts';
import { applyEdits } from './edit.ts';
import { aContact, aDoc, aFailure, aGrip, anAttempt, aStep, CLIP, FRAME_US, segmentId, us } from './fixtures.ts';
import { conflicts } from './lanes.ts';
import { planAddSegment, refusalOf, type NewSegment } from './plan-add-segment.ts';
import { planDelete } from './plan-delete.ts';
import { planResize } from './plan-resize.ts';
import type { TakeDoc } from './take-doc.ts';
import { overlaps, segmentsOf, tierById, tierOf, TIERS } from './tiers.ts';

const span = (startMs: number, endMs: number) => ({ startUs: us(startMs), endUs: us(endMs) });
const add = (doc: TakeDoc, what: NewSegment, startMs: number, endMs: number) =>
	planAddSegment(doc, what, span(startMs, endMs), CLIP, segmentId(99))[0]?.after;
const refusal = (doc: TakeDoc, what: NewSegment, startMs: number, endMs: number) =>
	refusalOf(doc, what, span(startMs, endMs), CLIP);

describe('tiers', () => {
	it('every kind has one, those of a hand one for each hand', () => {
		expect(TIERS.map(({ id }) => id)).toEqual([
			'attempts',
			'steps',
			'events',
			'left_grip',
			'right_grip',
			'left_contact',
			'right_contact'
		]);
		expect(tierOf(aGrip(1, 0, 1, 'left')).id).toBe('left_grip');
		expect(tierOf(aContact(1, 0, 1)).id).toBe('right_contact');
		expect(tierOf({ ...aFailure(1, 0, 1), side: 'left' }).id).toBe('events');
		expect(segmentsOf(aDoc(aStep(1, 0, 1), anAttempt(2, 0, 1)), 'steps')).toHaveLength(1);
	});

	it('[COV4] a gap means that nothing happened, or that nobody has said', () => {
		expect([tierById('left_grip').gap, tierById('events').gap]).toEqual(['nothing', 'nothing']);
		expect([tierById('steps').gap, tierById('right_contact').gap]).toEqual(['unsaid', 'unsaid']);
	});

	it('[ATT1] an attempt takes the room that is left, or is refused by name', () => {
		const doc = aDoc(anAttempt(1, 1000, 4000));
		expect(add(doc, { kind: 'attempt' }, 3000, 6000)).toMatchObject(span(4000, 6000));
		expect(add(doc, { kind: 'attempt' }, 2000, 3000)).toBeUndefined();
		expect(refusal(doc, { kind: 'attempt' }, 2000, 3000)).toBe('ATT1');
		expect(refusal(doc, { kind: 'attempt' }, 3000, 6000)).toBeNull();
	});

	it('[ATT2] no attempt begins or ends inside a step', () => {
		const doc = aDoc(aStep(1, 1000, 2000));
		expect(refusal(doc, { kind: 'attempt' }, 1500, 5000)).toBe('ATT2');
		expect(refusal(doc, { kind: 'attempt' }, 0, 1500)).toBe('ATT2');
		expect(add(doc, { kind: 'attempt' }, 1000, 2000)).toMatchObject(span(1000, 2000));
		const around = aDoc(anAttempt(2, 500, 3000), aStep(1, 1000, 2000));
		const end = (ms: number) => planResize(around, segmentId(2), 'end', us(ms), CLIP, FRAME_US)[0]?.after;
		const start = (ms: number) => planResize(around, segmentId(2), 'start', us(ms), CLIP, FRAME_US)[0]?.after;
		expect(end(1500)).toMatchObject(span(500, 2000));
		expect(start(1500)).toMatchObject(span(1000, 3000));
	});

	it('[STEP1] steps do not overlap', () => {
		const doc = aDoc(aStep(1, 1000, 2000));
		expect(refusal(doc, { kind: 'step' }, 1200, 1800)).toBe('STEP1');
		expect(add(doc, { kind: 'step' }, 500, 1500)).toMatchObject(span(500, 1000));
	});

	it('[STEP2] a step lies inside the attempt that it touches first', () => {
		const doc = aDoc(anAttempt(1, 1000, 3000), anAttempt(2, 3000, 5000));
		expect(add(doc, { kind: 'step' }, 500, 4000)).toMatchObject(span(1000, 3000));
		expect(refusal(doc, { kind: 'step' }, 6000, 7000)).toBe('STEP2');
		const made = aDoc(anAttempt(1, 1000, 3000), aStep(3, 1500, 2000));
		expect(planResize(made, segmentId(3), 'end', us(9000), CLIP, FRAME_US)[0]?.after).toMatchObject(span(1500, 3000));
		const loose = aDoc(anAttempt(1, 1000, 3000), aStep(3, 4000, 5000));
		expect(planResize(loose, segmentId(3), 'start', us(0), CLIP, FRAME_US)[0]?.after).toMatchObject(span(3000, 5000));
	});

	it('[STEP3] a new step is the next one of the task', () => {
		const steps = ['reach', 'lift', 'put'];
		const doc = aDoc(anAttempt(1, 0, 3000), aStep(2, 0, 1000, 'reach'), anAttempt(3, 3000, 6000));
		expect(add(doc, { kind: 'step', steps }, 1000, 2000)).toMatchObject({ step: 'lift' });
		expect(add(doc, { kind: 'step', steps }, 3000, 4000)).toMatchObject({ step: 'reach' });
		expect(add(aDoc(aStep(2, 0, 1000, 'put')), { kind: 'step', steps }, 1000, 2000)).toMatchObject({ step: 'put' });
		expect(add(aDoc(), { kind: 'step' }, 0, 1000)).toMatchObject({ step: null });
	});

	it('[CON1] contact states of one hand exclude each other, those of the other hand do not', () => {
		const doc = aDoc(aContact(1, 1000, 2000));
		expect(refusal(doc, { kind: 'contact', side: 'right' }, 1200, 1800)).toBe('CON1');
		expect(refusal(doc, { kind: 'contact', side: 'left' }, 1200, 1800)).toBeNull();
		expect(refusal(doc, { kind: 'grip', side: 'right' }, 1200, 1800)).toBeNull();
	});

	it('[SEG5] overlaps of a merge are named by the rule that they break', () => {
		const doc = aDoc(anAttempt(1, 0, 2000), anAttempt(2, 1000, 3000), aContact(3, 0, 500), aContact(4, 400, 900));
		expect(overlaps(doc).map(({ rule }) => rule)).toEqual(['ATT1', 'CON1']);
		expect(conflicts(doc)).toHaveLength(2);
	});

	it('an edge that a person puts loses the mark that it was shifted, the other keeps it', () => {
		const doc = aDoc({ ...aFailure(1, 1000, 2000), shifted: { startUs: 250_000, endUs: 240_000 } });
		const moved = applyEdits(doc, planResize(doc, segmentId(1), 'start', us(1200), CLIP, FRAME_US));
		expect(moved.segments.get(segmentId(1))?.shifted).toEqual({ endUs: 240_000 });
		const both = applyEdits(moved, planResize(moved, segmentId(1), 'end', us(2200), CLIP, FRAME_US));
		expect(both.segments.get(segmentId(1))).not.toHaveProperty('shifted');
	});
});

describe('coverage', () => {
	const rules = (doc: TakeDoc) => coverage(doc).map(({ rule, startUs }) => [rule, startUs / 1000]);

	it('[COV1] a step whose attempt was deleted is told', () => {
		const doc = aDoc(anAttempt(1, 0, 2000), aStep(2, 0, 1000), anAttempt(3, 3000, 4000));
		expect(rules(doc)).toEqual([]);
		expect(rules(applyEdits(doc, planDelete(doc, segmentId(1))))).toEqual([['COV1', 0]]);
		expect(rules(aDoc(aStep(2, 0, 1000)))).toEqual([]);
	});

	it('[COV2] a hole between steps is told from 0.5 s on', () => {
		expect(rules(aDoc(anAttempt(1, 0, 5000), aStep(2, 0, 1000), aStep(3, 1499, 2000)))).toEqual([]);
		expect(rules(aDoc(anAttempt(1, 0, 5000), aStep(2, 0, 1000), aStep(3, 1500, 2000)))).toEqual([['COV2', 1000]]);
	});

	it('[COV3] a grip while the hand touches nothing is told', () => {
		const grip = aGrip(1, 1000, 2000);
		expect(rules(aDoc(grip, aContact(2, 0, 1500, 'none')))).toEqual([['COV3', 1000]]);
		expect(rules(aDoc(grip, aContact(2, 0, 1000, 'none')))).toEqual([]);
		expect(rules(aDoc(grip, aContact(2, 0, 1500, 'none', 'left')))).toEqual([]);
		expect(rules(aDoc({ ...grip, grip: 'N0' }, aContact(2, 0, 1500, 'none')))).toEqual([]);
	});
});

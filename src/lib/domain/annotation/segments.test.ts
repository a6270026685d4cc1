import { describe, expect, it } from 'vitest';
import { applyEdits } from './edit.ts';
import { aDoc, aFailure, aGrip, aRecovery, CLIP, FRAME_US, segmentId, us } from './fixtures.ts';
import { conflicts, gripLane } from './lanes.ts';
import { planAddSegment } from './plan-add-segment.ts';
import { planDelete } from './plan-delete.ts';
import { planLinkRecovery } from './plan-link-recovery.ts';
import { planResize } from './plan-resize.ts';
import { planSay } from './plan-say.ts';
import { planSetCheck, planSetScore } from './plan-set-ending.ts';
import { planSetGrip, planSetOutcome, planSetRecovery } from './plan-set-code.ts';

const span = (startMs: number, endMs: number) => ({ startUs: us(startMs), endUs: us(endMs) });

describe('adding', () => {
	it('[SEG1] a grip may start where another of the same hand ends', () => {
		const doc = aDoc(aGrip(1, 1000, 2000));
		const [edit] = planAddSegment(doc, { kind: 'grip', side: 'right' }, span(2000, 3000), CLIP, segmentId(2));
		expect(edit?.after).toMatchObject({ startUs: us(2000), endUs: us(3000), grip: 'unsure', side: 'right' });
	});

	it('[SEG2] a new grip takes the room between its neighbours', () => {
		const doc = aDoc(aGrip(1, 1000, 2000), aGrip(2, 3000, 4000));
		const [edit] = planAddSegment(doc, { kind: 'grip', side: 'right' }, span(1500, 5000), CLIP, segmentId(3));
		expect(edit?.after).toMatchObject(span(2000, 3000));
	});

	it('[SEG2] no room, no grip', () => {
		const doc = aDoc(aGrip(1, 1000, 2000));
		expect(planAddSegment(doc, { kind: 'grip', side: 'right' }, span(1200, 1800), CLIP, segmentId(2))).toEqual([]);
	});

	it('[SEG2] the other hand has a lane of its own', () => {
		const doc = aDoc(aGrip(1, 1000, 2000, 'left'));
		const plan = planAddSegment(doc, { kind: 'grip', side: 'right' }, span(1200, 1800), CLIP, segmentId(2));
		expect(plan[0]?.after).toMatchObject(span(1200, 1800));
	});

	it('[SEG2] room skips several grips in a row', () => {
		const doc = aDoc(aGrip(1, 0, 100), aGrip(2, 100, 200), aGrip(3, 250, 300));
		const [edit] = planAddSegment(doc, { kind: 'grip', side: 'right' }, span(50, 400), CLIP, segmentId(4));
		expect(edit?.after).toMatchObject(span(200, 250));
	});

	it('[SEG3] a failure may lie over a grip and over another failure', () => {
		const doc = aDoc(aGrip(1, 1000, 2000), aFailure(2, 1000, 2000));
		expect(planAddSegment(doc, { kind: 'failure' }, span(1500, 1600), CLIP, segmentId(3))).toHaveLength(1);
	});

	it('[SEG4] nothing lies outside the clip', () => {
		const [edit] = planAddSegment(aDoc(), { kind: 'failure' }, span(9000, 12_000), CLIP, segmentId(1));
		expect(edit?.after).toMatchObject(span(9000, 10_000));
		expect(planAddSegment(aDoc(), { kind: 'failure' }, span(11_000, 12_000), CLIP, segmentId(1))).toEqual([]);
	});
});

describe('moving an edge', () => {
	it('[SEG4] stops at the neighbour', () => {
		const doc = aDoc(aGrip(1, 1000, 2000), aGrip(2, 3000, 4000));
		expect(planResize(doc, segmentId(1), 'end', us(3500), CLIP, FRAME_US)[0]?.after).toMatchObject(span(1000, 3000));
		expect(planResize(doc, segmentId(2), 'start', us(500), CLIP, FRAME_US)[0]?.after).toMatchObject(span(2000, 4000));
	});

	it('[SEG4] stops a frame before its own other edge', () => {
		const doc = aDoc(aFailure(1, 1000, 2000));
		expect(planResize(doc, segmentId(1), 'start', us(2500), CLIP, 40_000)[0]?.after).toMatchObject(span(1960, 2000));
		expect(planResize(doc, segmentId(1), 'end', us(0), CLIP, 40_000)[0]?.after).toMatchObject(span(1000, 1040));
	});

	it('[SEG4] stops at the ends of the clip', () => {
		const doc = aDoc(aFailure(1, 1000, 2000));
		expect(planResize(doc, segmentId(1), 'start', us(-5), CLIP, FRAME_US)[0]?.after).toMatchObject(span(0, 2000));
		expect(planResize(doc, segmentId(1), 'end', us(99_000), CLIP, FRAME_US)[0]?.after).toMatchObject(
			span(1000, 10_000)
		);
	});

	it('[SEG5] inside an overlap an edge may shrink and not grow', () => {
		const doc = aDoc(aGrip(1, 1000, 2000), aGrip(2, 1500, 3000));
		expect(conflicts(doc)).toEqual([[segmentId(1), segmentId(2)]]);
		expect(planResize(doc, segmentId(1), 'end', us(2500), CLIP, FRAME_US)).toEqual([]);
		const shrunk = applyEdits(doc, planResize(doc, segmentId(1), 'end', us(1500), CLIP, FRAME_US));
		expect(conflicts(shrunk)).toEqual([]);
	});

	it('[SEG6] an edge that does not move is no edit', () => {
		expect(planResize(aDoc(aGrip(1, 1000, 2000)), segmentId(1), 'end', us(2000), CLIP, FRAME_US)).toEqual([]);
	});
});

it('[SEG5] a merge that overlaps keeps both grips', () => {
	const doc = aDoc(aGrip(1, 1000, 2000), aGrip(2, 1500, 3000), aGrip(3, 1700, 1800, 'left'));
	expect(gripLane(doc, 'right').map((grip) => grip.id)).toEqual([segmentId(1), segmentId(2)]);
	expect(conflicts(doc)).toHaveLength(1);
});

describe('recoveries', () => {
	it('[REC1] answer the latest failure before them', () => {
		const doc = aDoc(aFailure(1, 500, 900), aFailure(2, 2000, 2400), aFailure(3, 6000, 6100));
		const [edit] = planAddSegment(doc, { kind: 'recovery' }, span(2400, 4000), CLIP, segmentId(9));
		expect(edit?.after).toMatchObject({ kind: 'recovery', recovers: segmentId(2), outcome: null });
	});

	it('[REC1] answer nothing when nothing failed before', () => {
		const doc = aDoc(aFailure(3, 6000, 6100));
		const [edit] = planAddSegment(doc, { kind: 'recovery' }, span(2400, 4000), CLIP, segmentId(9));
		expect(edit?.after).toMatchObject({ recovers: null });
	});

	it('[REC2] cannot answer a grip or a label that is not there', () => {
		const doc = aDoc(aGrip(1, 0, 100), aFailure(2, 200, 300), aRecovery(3, 300, 400));
		expect(planLinkRecovery(doc, segmentId(3), segmentId(1))).toEqual([]);
		expect(planLinkRecovery(doc, segmentId(3), segmentId(7))).toEqual([]);
		expect(planLinkRecovery(doc, segmentId(3), segmentId(2))[0]?.after).toMatchObject({ recovers: segmentId(2) });
	});

	it('[REC3] outlive their failure', () => {
		const doc = aDoc(aFailure(1, 200, 300), aRecovery(2, 300, 400, 1));
		const left = applyEdits(doc, planDelete(doc, segmentId(1)));
		expect([...left.segments.values()]).toEqual([{ ...aRecovery(2, 300, 400), recovers: null }]);
	});
});

describe('codes', () => {
	it('[SEG6] the same code again is no edit, and codes of another kind are refused', () => {
		const doc = aDoc(aGrip(1, 0, 100), aFailure(2, 200, 300));
		expect(planSetGrip(doc, segmentId(1), 'G13')).toEqual([]);
		expect(planSetRecovery(doc, segmentId(2), 'rec.fetch')).toEqual([]);
		expect(planSetOutcome(doc, segmentId(2), 'resolved')).toEqual([]);
	});

	it('[GRIP3] a hand that touches nothing uses no force; another grip keeps what was said', () => {
		const doc = aDoc({ ...aGrip(1, 0, 1000), force: 4 });
		expect(planSetGrip(doc, segmentId(1), 'G01')[0]?.after).toMatchObject({ grip: 'G01', force: 4 });
		expect(planSetGrip(doc, segmentId(1), 'N0')[0]?.after).toEqual({ ...aGrip(1, 0, 1000), grip: 'N0' });
	});

	it('[GRIP1] "not sure" is an answer of confidence 0; a group named later takes it back', () => {
		const doc = aDoc({ ...aGrip(1, 0, 100), grip: 'unsure' });
		const asked = applyEdits(doc, planSetGrip(doc, segmentId(1), 'unsure'));
		expect(asked.segments.get(segmentId(1))).toMatchObject({ grip: 'unsure', confidence: 0 });
		expect(planSetGrip(asked, segmentId(1), 'unsure')).toEqual([]);
		const named = applyEdits(asked, planSetGrip(asked, segmentId(1), 'G01'));
		expect(named.segments.get(segmentId(1))).toEqual({ ...aGrip(1, 0, 100), grip: 'G01' });
	});

	it('[SAY1] a thing said is there, said again is no edit, and can be taken back', () => {
		const doc = aDoc(aGrip(1, 0, 100), aRecovery(2, 200, 300));
		const pressed = applyEdits(doc, planSay(doc, segmentId(1), 'grip', 'force', 4));
		expect(pressed.segments.get(segmentId(1))).toMatchObject({ force: 4 });
		expect(planSay(pressed, segmentId(1), 'grip', 'force', 4)).toEqual([]);
		expect(applyEdits(pressed, planSay(pressed, segmentId(1), 'grip', 'force', null))).toEqual(doc);
		expect(planSay(doc, segmentId(2), 'failure', 'severity', 1)).toEqual([]);
		expect(planSay(doc, segmentId(2), 'recovery', 'intended', false)[0]?.after).toMatchObject({ intended: false });
		const typed = applyEdits(doc, planSay(doc, segmentId(1), 'grip', 'feixId', 14));
		expect(applyEdits(typed, planSay(typed, segmentId(1), 'grip', 'feixId', null))).toEqual(doc);
	});

	it('[END1] the score and the checks of the end state are one value, gone when nothing is said', () => {
		const doc = applyEdits(aDoc(), planSetScore(aDoc(), 4));
		const checked = applyEdits(doc, planSetCheck(doc, 'lies-flat', true));
		expect(checked.ending).toEqual({ score: 4, checks: { 'lies-flat': true } });
		const less = applyEdits(checked, planSetScore(checked, 4));
		expect(less.ending).toEqual({ score: null, checks: { 'lies-flat': true } });
		expect(applyEdits(less, planSetCheck(less, 'lies-flat', null)).ending).toBeNull();
		expect(planSetCheck(less, 'lies-flat', true)).toEqual([]);
	});

	it('a new grip group drops the Feix type of the old one', () => {
		const doc = aDoc({ ...aGrip(1, 0, 100), feixId: 14 });
		expect(planSetGrip(doc, segmentId(1), 'G14')[0]?.after).toMatchObject({ grip: 'G14', feixId: null });
	});
});

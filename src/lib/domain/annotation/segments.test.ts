import { describe, expect, it } from 'vitest';
import { applyEdits } from './edit.ts';
import { aDoc, aFailure, aGrip, aRecovery, CLIP, FRAME_US, segmentId, us } from './fixtures.ts';
import { conflicts, gripLane, roomInLane } from './lanes.ts';
import { planAddSegment } from './plan-add-segment.ts';
import { planDelete } from './plan-delete.ts';
import { planLinkRecovery } from './plan-link-recovery.ts';
import { planResize } from './plan-resize.ts';
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
		expect(roomInLane([span(0, 100), span(100, 200), span(250, 300)], span(50, 400))).toEqual(span(200, 250));
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

	it('a new grip group drops the Feix type of the old one', () => {
		const doc = aDoc({ ...aGrip(1, 0, 100), feixId: 14 });
		expect(planSetGrip(doc, segmentId(1), 'G14')[0]?.after).toMatchObject({ grip: 'G14', feixId: null });
	});
});

import { expect, it } from 'vitest';
import { aDoc, aGrip, CLIP, segmentId, us } from '../annotation/fixtures.ts';
import { planAddSegment } from '../annotation/plan-add-segment.ts';
import { judgeReactions } from './judge-reactions.ts';
import { markShifted, rawSpan, shiftEdge } from './shift-edges.ts';
import type { PtsUs } from '../../schema/time.ts';

const FRAME = 40_000;
const border = (at: number) => (Math.round(at / FRAME) * FRAME) as PtsUs;

it('[LAG1] the lag is the median; presses too soon or too late are not reactions', () => {
	expect(judgeReactions([20, 210, 230, 240, 250, 260, 280, 2000])).toEqual({ lagMs: 245, spreadMs: 15, reactions: 6 });
	expect(judgeReactions([300, 310, 320, 330, 340, 350, 360])?.lagMs).toBe(330);
});

it('[LAG2] fewer than six reactions say nothing', () => {
	expect(judgeReactions([200, 210, 220, 230, 240])).toBeNull();
	expect(judgeReactions([99, 99, 1001, 200, 210, 220, 230, 240])).toBeNull();
});

it('[LAG3] an edge moves by the lag times the speed, to a frame, and not out of the clip', () => {
	expect(shiftEdge(us(2000), 250_000, 1, border, us(0))).toEqual({ us: us(1760), rawUs: us(2000) });
	expect(shiftEdge(us(2000), 250_000, 2, border, us(0)).us).toBe(us(1520));
	expect(shiftEdge(us(2000), 250_000, 0, border, us(0)).us).toBe(us(2000));
	expect(shiftEdge(us(2000), 0, 1, border, us(0)).us).toBe(us(2000));
	expect(shiftEdge(us(120), 250_000, 1, border, us(0)).us).toBe(us(0));
});

it('[LAG4] [LAG5] the label says by how much, and the raw times can be had from it', () => {
	const start = shiftEdge(us(2000), 250_000, 1, border, us(0));
	const end = shiftEdge(us(3000), 250_000, 1, border, us(0));
	const plan = planAddSegment(aDoc(), { kind: 'failure' }, { startUs: start.us, endUs: end.us }, CLIP, segmentId(1));
	const [edit] = markShifted(plan, start, end);
	expect(edit?.after).toMatchObject({ startUs: us(1760), endUs: us(2760), shifted: { startUs: 240_000, endUs: 240_000 } }); // prettier-ignore
	expect(rawSpan(edit!.after as never)).toEqual({ startUs: us(2000), endUs: us(3000) });
});

it('[LAG4] an edge that its tier put elsewhere is not called shifted', () => {
	const start = shiftEdge(us(2000), 250_000, 1, border, us(0));
	const end = { us: us(3000), rawUs: us(3000) };
	const doc = aDoc(aGrip(9, 1000, 1900));
	const asked = { startUs: start.us, endUs: end.us };
	const [edit] = markShifted(
		planAddSegment(doc, { kind: 'grip', side: 'right' }, asked, CLIP, segmentId(1)),
		start,
		end
	);
	expect(edit?.after).toMatchObject({ startUs: us(1900), endUs: us(3000) });
	expect(edit?.after).not.toHaveProperty('shifted');
});

import { describe, expect, it } from 'vitest';
import { correctionKey } from '../../schema/annotation.ts';
import { applyEdits } from './edit.ts';
import { aDoc, aModelHand, CLIP, FRAME_US, us } from './fixtures.ts';
import { planClearCorrection, planMoveKeypoint, planSetPointState } from './plan-move-keypoint.ts';
import { planTrim } from './plan-trim.ts';

describe('trim', () => {
	it('[TRIM1] in stays before out, with a frame between', () => {
		let doc = applyEdits(aDoc(), planTrim(aDoc(), 'out', us(4000), CLIP, FRAME_US));
		doc = applyEdits(doc, planTrim(doc, 'in', us(9000), CLIP, FRAME_US));
		expect(doc.trim).toEqual({ inUs: us(4000) - FRAME_US, outUs: us(4000) });
	});

	it('[TRIM2] everything kept is no trim', () => {
		const doc = applyEdits(aDoc(), planTrim(aDoc(), 'in', us(300), CLIP, FRAME_US));
		expect(doc.trim).toEqual({ inUs: us(300), outUs: us(10_000) });
		expect(applyEdits(doc, planTrim(doc, 'in', us(-1), CLIP, FRAME_US)).trim).toBeNull();
		expect(planTrim(aDoc(), 'out', us(99_000), CLIP, FRAME_US)).toEqual([]);
	});
});

describe('keypoints', () => {
	const key = correctionKey(us(100), 'right');

	it('[KEY1] a correction is the model’s hand with one point moved', () => {
		const doc = applyEdits(aDoc(), planMoveKeypoint(aDoc(), aModelHand(), 8, 0.25, 0.75));
		const hand = doc.corrections.get(key)!;
		expect(hand.points).toHaveLength(21);
		expect(hand.points[8]).toEqual({ x: 0.25, y: 0.75, state: 'visible', moved: true });
		expect(hand.points.filter((point) => point.moved)).toHaveLength(1);
		expect(hand.points[4]).toEqual({ x: Math.fround(0.1), y: 0.5, state: 'visible', moved: false });
	});

	it('[KEY2] a second move keeps the first', () => {
		let doc = applyEdits(aDoc(), planMoveKeypoint(aDoc(), aModelHand(), 8, 0.25, 0.75));
		doc = applyEdits(doc, planMoveKeypoint(doc, aModelHand(), 4, 0.5, 0.5));
		expect(doc.corrections.get(key)!.points.filter((point) => point.moved)).toHaveLength(2);
	});

	it('[KEY3] out of the picture and back', () => {
		let doc = applyEdits(aDoc(), planMoveKeypoint(aDoc(), aModelHand(), 8, 1.2, 0.75));
		expect(doc.corrections.get(key)!.points[8]!.state).toBe('outside');
		doc = applyEdits(doc, planMoveKeypoint(doc, aModelHand(), 8, 0.9, 0.75));
		expect(doc.corrections.get(key)!.points[8]!.state).toBe('visible');
	});

	it('[KEY4] coordinates are single precision', () => {
		const doc = applyEdits(aDoc(), planMoveKeypoint(aDoc(), aModelHand(), 8, 0.1, 0.7));
		expect(doc.corrections.get(key)!.points[8]).toMatchObject({ x: Math.fround(0.1), y: Math.fround(0.7) });
	});

	it('[SEG6] moving a point to where it is, or a point that is not there, is no edit', () => {
		expect(planMoveKeypoint(aDoc(), aModelHand(), 20, 0.5, 0.5)).toEqual([]);
		expect(planMoveKeypoint(aDoc(), aModelHand(), 21, 0.5, 0.5)).toEqual([]);
		expect(planSetPointState(aDoc(), aModelHand(), 3, 'visible')).toEqual([]);
	});

	it('a hand can be given back to the model', () => {
		const doc = applyEdits(aDoc(), planSetPointState(aDoc(), aModelHand(), 3, 'occluded'));
		expect(doc.corrections.get(key)!.points[3]).toMatchObject({ state: 'occluded', moved: false });
		expect(applyEdits(doc, planClearCorrection(doc, us(100), 'right')).corrections.size).toBe(0);
	});
});

import { describe, expect, it } from 'vitest';
import type { CorrectionSource } from '../../schema/annotation.ts';
import type { Sha256 } from '../../schema/ids.ts';
import { boxBetween, boxRound, distinctReadings, dragCorner, growBox, moveBox, sideInBox, type Box } from './box.ts';
import { applyEdits, inverse } from './edit.ts';
import { aModelHand } from './fixtures.ts';
import { planMoveKeypoint } from './plan-move-keypoint.ts';
import { planPlaceHand } from './plan-place-hand.ts';
import { EMPTY_DOC } from './take-doc.ts';

const rounded = (box: Box | null) =>
	box && Object.values(box).map((value) => Math.round((value as number) * 1000) / 1000);

describe('[BOX1] a box stays in the picture and is never too small', () => {
	it('between any two places', () => {
		expect(rounded(boxBetween(0.6, 0.8, 0.2, 0.5))).toEqual([0.2, 0.5, 0.4, 0.3]);
		expect(rounded(boxBetween(-0.4, 0.5, 0.2, 1.7))).toEqual([0, 0.5, 0.2, 0.5]);
		// 0.03 is the least, also at the far edge.
		expect(rounded(boxBetween(0.5, 1, 0.5, 1))).toEqual([0.5, 0.97, 0.03, 0.03]);
	});
	it('moved, sized and dragged by a corner', () => {
		const box = { x: 0.2, y: 0.3, width: 0.4, height: 0.2 };
		expect(rounded(moveBox(box, 0.7, -0.5))).toEqual([0.6, 0, 0.4, 0.2]);
		expect(rounded(growBox(box, 0.1, -0.1))).toEqual([0.15, 0.35, 0.5, 0.1]);
		expect(rounded(growBox(box, -1, 2))).toEqual([0.385, 0, 0.03, 1]);
		expect(rounded(dragCorner(box, 'nw', 0.1, 0.1))).toEqual([0.1, 0.1, 0.5, 0.4]);
		// Beyond the opposite corner the box turns over.
		expect(rounded(dragCorner(box, 'se', 0.1, 0.1))).toEqual([0.1, 0.1, 0.1, 0.2]);
	});
	it('round a hand, with air', () => {
		// The larger side is 0.4: 15 % of it is 0.06.
		expect(
			rounded(
				boxRound([
					{ x: 0.3, y: 0.2 },
					{ x: 0.5, y: 0.6 }
				])
			)
		).toEqual([0.24, 0.14, 0.32, 0.52]);
		expect(boxRound([])).toBeNull();
	});
});

describe('[BOX2] whose hand it is', () => {
	const box = { x: 0, y: 0, width: 0.5, height: 1 };
	const hand = (side: 'left' | 'right', x: number) => ({ side, points: [{ x, y: 0.5 }] });
	it('that of the hand which is in the box already', () => {
		expect(sideInBox(box, [hand('left', 0.2)], 'right')).toBe('left');
		expect(sideInBox(box, [hand('left', 0.2), hand('right', 0.3)], 'right')).toBe('right');
	});
	it('what the model says, unless that hand is elsewhere and the other is free', () => {
		expect(sideInBox(box, [], 'right')).toBe('right');
		expect(sideInBox(box, [hand('right', 0.8)], 'right')).toBe('left');
		expect(sideInBox(box, [hand('left', 0.7), hand('right', 0.8)], 'right')).toBe('right');
	});
});

describe('[BOX3] a reading is offered once', () => {
	it('though two palms lead to it', () => {
		const at = (x: number) => ({ imageLandmarks: [x, 0.5, 0, x, 0.6, 0] });
		const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
		// 2 % of 0.5 is 0.01.
		expect(distinctReadings([at(0.2), at(0.209), at(0.22)], box)).toEqual([at(0.2), at(0.22)]);
	});
});

describe('[KEY5] a hand found in a box is one edit into the person’s layer, and says where it comes from', () => {
	const from: CorrectionSource = {
		kind: 'box',
		box: { x: 0, y: 0, width: 0.5, height: 1 },
		model: 'hand_landmarks_full',
		modelSha256: 'a'.repeat(64) as Sha256,
		runtime: 'onnxruntime-web@1.30.0',
		presence: 0.9
	};
	const placed = planPlaceHand(EMPTY_DOC, aModelHand(), from);
	it('one edit, which its inverse takes back whole', () => {
		expect(placed).toHaveLength(1);
		const doc = applyEdits(EMPTY_DOC, placed);
		expect([...doc.corrections.values()]).toMatchObject([{ side: 'right', from: { kind: 'box', presence: 0.9 } }]);
		expect(applyEdits(doc, inverse(placed))).toEqual(EMPTY_DOC);
	});
	it('the same again is nothing', () => {
		expect(planPlaceHand(applyEdits(EMPTY_DOC, placed), aModelHand(), from)).toEqual([]);
	});
	it('a point that is moved afterwards is marked, and the source stays', () => {
		const doc = applyEdits(EMPTY_DOC, placed);
		const [edit] = planMoveKeypoint(doc, aModelHand(), 8, 0.25, 0.25);
		const after = edit!.after as { from?: unknown; points: { moved: boolean }[] };
		expect(after.from).toEqual(from);
		expect(after.points.map(({ moved }) => moved).filter(Boolean)).toHaveLength(1);
	});
});

import { describe, expect, it } from 'vitest';
import { correctionKey } from '../../schema/annotation.ts';
import { applyEdits } from './edit.ts';
import { aModelHand, us } from './fixtures.ts';
import { planMoveKeypoint } from './plan-move-keypoint.ts';
import { planKeepSides, planSwapSides } from './plan-swap-sides.ts';
import { docFromSnapshot, EMPTY_DOC, snapshotOfDoc } from './take-doc.ts';

const span = (startMs: number, endMs: number) => ({ startUs: us(startMs), endUs: us(endMs) });

describe('planSwapSides', () => {
	it('[SWAP1] is one value; again on the same span it is taken back; an empty span is nothing', () => {
		const doc = applyEdits(EMPTY_DOC, planSwapSides(EMPTY_DOC, span(100, 200)));
		expect([...doc.swaps.values()]).toEqual([{ ...span(100, 200), swapped: true }]);
		expect(applyEdits(doc, planSwapSides(doc, span(100, 200))).swaps.size).toBe(0);
		expect(planSwapSides(doc, span(200, 200))).toEqual([]);
	});
	it('[SWAP2] takes the hands along that a person corrected in the span, and leaves the others', () => {
		let doc = EMPTY_DOC;
		for (const [ms, x] of [
			[100, 0.1],
			[200, 0.2]
		] as const)
			// prettier-ignore
			doc = applyEdits(doc, planMoveKeypoint(doc, aModelHand(ms, 'right'), 8, x, x));
		doc = applyEdits(doc, planMoveKeypoint(doc, aModelHand(100, 'left'), 8, 0.7, 0.7));
		const after = applyEdits(doc, planSwapSides(doc, span(100, 200)));
		const point = (ms: number, side: 'left' | 'right') =>
			after.corrections.get(correctionKey(us(ms), side))?.points[8]?.x;
		expect([point(100, 'left'), point(100, 'right'), point(200, 'right'), point(200, 'left')]).toEqual(
			[Math.fround(0.1), Math.fround(0.7), Math.fround(0.2), undefined] // prettier-ignore
		);
		expect(after.corrections.get(correctionKey(us(100), 'left'))!.side).toBe('left');
	});
	it('[SWAP3] has a key by its span alone', () => {
		const [here, there] = [planSwapSides(EMPTY_DOC, span(0, 50)), planSwapSides(EMPTY_DOC, span(0, 50))];
		expect(applyEdits(applyEdits(EMPTY_DOC, here), there).swaps.size).toBe(1);
	});
	it('[SWAP4] a kept side is said once, and does not exchange', () => {
		const doc = applyEdits(EMPTY_DOC, planKeepSides(EMPTY_DOC, span(100, 200)));
		expect([...doc.swaps.values()]).toEqual([{ ...span(100, 200), swapped: false }]);
		expect(planKeepSides(doc, span(100, 200))).toEqual([]);
		expect(applyEdits(doc, planSwapSides(doc, span(100, 200))).swaps.get('100000-200000')!.swapped).toBe(true);
	});
	it('a snapshot without swaps has no such field, and one with them comes back', () => {
		expect('swaps' in snapshotOfDoc(EMPTY_DOC)).toBe(false);
		const doc = applyEdits(EMPTY_DOC, planSwapSides(EMPTY_DOC, span(100, 200)));
		expect(docFromSnapshot(snapshotOfDoc(doc))).toEqual(doc);
	});
});

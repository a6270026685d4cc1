import { describe, expect, it } from 'vitest';
import { aDoc, aGrip, us } from '../annotation/fixtures.ts';
import { snapshotOfDoc } from '../annotation/take-doc.ts';
import type { HandCorrection } from '../../schema/annotation.ts';
import type { CaptureFacts } from '../../schema/take.ts';
import { factsAfterCut, labelsAfterCut, momentsAfterCut, samplesAfterCut } from './after-cut.ts';

/** Kept: 1 s to 3 s, and 5 s to 6 s. */
const PIECES = [
	{ startUs: us(1000), endUs: us(3000) },
	{ startUs: us(5000), endUs: us(6000) }
];

describe('after a cut for good', () => {
	it('frames outside are gone, the others have their new times', () => {
		const frames = [500, 1000, 2999, 3000, 4000, 5500, 6000].map((ms) => ({ ptsUs: us(ms), hands: [] }));
		expect(momentsAfterCut(frames, PIECES).map((frame) => frame.ptsUs / 1000)).toEqual([0, 1999, 2500]);
	});

	it('a frame whose time was rounded down stays', () => {
		expect(momentsAfterCut([{ ptsUs: (us(1000) - 1) as typeof PIECES[0]['startUs'], hands: [] }], PIECES)).toHaveLength(1); // prettier-ignore
	});

	it('labels and corrected hands too; nothing is left to trim', () => {
		const hand = (ms: number) => ({ ptsUs: us(ms), side: 'left', points: [] }) as unknown as HandCorrection;
		const labels = {
			...snapshotOfDoc(aDoc(aGrip(1, 0, 900), aGrip(2, 2000, 5500), aGrip(3, 3200, 4200))),
			trim: { inUs: us(1000), outUs: us(6000) },
			cuts: [{ startUs: us(3000), endUs: us(5000) }],
			corrections: [hand(500), hand(2000), hand(4000), hand(5500)],
			swaps: [
				{ startUs: us(0), endUs: us(2000), swapped: true },
				{ startUs: us(3500), endUs: us(4000), swapped: true }
			]
		};
		const left = labelsAfterCut(labels, PIECES);
		expect(left.segments.map(({ startUs, endUs }) => [startUs / 1000, endUs / 1000])).toEqual([[1000, 2500]]);
		expect(left.corrections.map((each) => each.ptsUs / 1000)).toEqual([1000, 2500]);
		expect(left.swaps).toEqual([{ startUs: 0, endUs: us(1000), swapped: true }]);
		expect(left.trim).toBeNull();
		expect('cuts' in left).toBe(false);
	});

	it('samples of sensors outside are gone, those before the first frame too', () => {
		const samples = Float64Array.of(-5000, 1, 1, 1, 1_500_000, 2, 2, 2, 4_000_000, 3, 3, 3, 5_200_000, 4, 4, 4);
		expect([...samplesAfterCut(samples, PIECES)]).toEqual([500_000, 2, 2, 2, 2_200_000, 4, 4, 4]);
	});

	it('facts name no moment that is gone, and say that something was removed', () => {
		const facts = {
			gaps: { long: [{ ptsUs: 500_000 }, { ptsUs: 2_000_000 }] },
			interruptions: [
				{ kind: 'hidden', fromUs: 0, toUs: 900_000 },
				{ kind: 'asleep', fromUs: 2_500_000, toUs: 4_000_000 }
			],
			palmRoseUs: 7_000_000
		} as unknown as CaptureFacts;
		expect(factsAfterCut(facts, PIECES, 4_000_000, 17)).toMatchObject({
			gaps: { long: [{ ptsUs: 1_000_000 }] },
			interruptions: [{ kind: 'asleep', fromUs: 1_500_000, toUs: 2_000_000 }],
			palmRoseUs: null,
			cutForGood: [{ atMs: 17, removedUs: 4_000_000 }]
		});
	});
});

import { describe, expect, it } from 'vitest';
import type { PtsUs } from '../../schema/time.ts';
import { aDoc, aFailure, aGrip, aRecovery, us } from '../annotation/fixtures.ts';
import { snapshotOfDoc } from '../annotation/take-doc.ts';
import { isKept, keptClock, segmentOnKept, segmentsOnKept } from './kept-clock.ts';

/** Kept: 1 s to 3 s, and 5 s to 6 s. */
const PIECES = [
	{ startUs: us(1000), endUs: us(3000) },
	{ startUs: us(5000), endUs: us(6000) }
];

describe('the clock of what is kept', () => {
	it('begins with the first piece and stands still in a hole', () => {
		const at = keptClock(PIECES);
		expect([0, 1000, 2500, 3000, 4000, 5000, 5500, 9000].map((ms) => at(ms * 1000) / 1000)).toEqual([
			0, 0, 1500, 2000, 2000, 2000, 2500, 3000
		]);
		expect([0, 1000, 3000, 5000, 6000].map((ms) => isKept(PIECES, ms * 1000))).toEqual([false, true, false, true, false]); // prettier-ignore
	});

	it('[CUT6] gives labels without the hole, and drops those that lie in it', () => {
		const span = (startMs: number, endMs: number) => {
			const kept = segmentOnKept(aGrip(1, startMs, endMs), PIECES);
			return kept && [kept.startUs / 1000, kept.endUs / 1000];
		};
		expect(span(2000, 5500)).toEqual([1000, 2500]);
		expect(span(3500, 5200)).toEqual([2000, 2200]);
		expect(span(3000, 5000)).toBeNull();
		expect(span(0, 500)).toBeNull();
	});

	it('moves further times inside a label along', () => {
		const segment = { ...aRecovery(1, 2000, 5500), correctUs: us(5200) as PtsUs };
		expect(segmentOnKept(segment, PIECES)).toMatchObject({ correctUs: us(2200) });
	});

	it('lets a recovery stand alone whose failure is cut away', () => {
		const labels = snapshotOfDoc(aDoc(aFailure(1, 3500, 4000), aRecovery(2, 5000, 5500, 1)));
		expect(segmentsOnKept(labels, PIECES).segments).toMatchObject([{ kind: 'recovery', recovers: null }]);
	});
});

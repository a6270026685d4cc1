import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from './edit.ts';
import { aDoc, aGrip, CLIP, FRAME_US, us } from './fixtures.ts';
import { keptPieces, keptUs, removedSpans } from './kept-pieces.ts';
import type { Span } from './lanes.ts';
import { planCutOut, planMoveCut, planPutBack } from './plan-cut-out.ts';
import { planTrim } from './plan-trim.ts';
import { EMPTY_DOC, docFromSnapshot, snapshotOfDoc, type TakeDoc } from './take-doc.ts';

const span = (startMs: number, endMs: number): Span => ({ startUs: us(startMs), endUs: us(endMs) });
const cut = (doc: TakeDoc, startMs: number, endMs: number) =>
	applyEdits(doc, planCutOut(doc, span(startMs, endMs), CLIP, FRAME_US));
const pieces = (doc: TakeDoc) => keptPieces({ trim: doc.trim, cuts: doc.cuts.values() }, CLIP);
const inMs = (spans: Span[]) => spans.map(({ startUs, endUs }) => [startUs / 1000, endUs / 1000]);

describe('cutting out', () => {
	it('[CUT1] leaves the pieces before and after', () => {
		const doc = cut(cut(EMPTY_DOC, 6000, 7000), 2000, 3000);
		expect(inMs(pieces(doc))).toEqual([[0, 2000], [3000, 6000], [7000, 10_000]]); // prettier-ignore
		expect(inMs(removedSpans(pieces(doc), CLIP))).toEqual([[2000, 3000], [6000, 7000]]); // prettier-ignore
	});

	it('[CUT1] is one hole where two cuts overlap after a merge', () => {
		const cuts = [span(2000, 4000), span(3000, 5000), span(5000, 5500)];
		expect(inMs(keptPieces({ trim: null, cuts }, CLIP))).toEqual([[0, 2000], [5500, 10_000]]); // prettier-ignore
		expect(keptPieces({ trim: null, cuts: [span(0, 10_000)] }, CLIP)).toEqual([]);
	});

	it('[CUT2] at an end of what is kept it moves that end, and takes the cuts it touches along', () => {
		const doc = cut(cut(EMPTY_DOC, 1000, 2000), 0, 1500);
		expect(doc.trim).toEqual({ inUs: us(2000), outUs: us(10_000) });
		expect(doc.cuts.size).toBe(0);
		expect(cut(doc, 9000, 12_000).trim).toEqual({ inUs: us(2000), outUs: us(9000) });
	});

	it('[CUT2] becomes one with the cuts it touches', () => {
		const doc = cut(cut(cut(EMPTY_DOC, 1000, 2000), 3000, 4000), 2000, 3500);
		expect([...doc.cuts.values()]).toEqual([span(1000, 4000)]);
	});

	it('[CUT3] [CUT6] what is put back is as it was, labels too', () => {
		const labelled = aDoc(aGrip(1, 2500, 2700));
		const doc = cut(labelled, 2000, 3000);
		expect(doc.segments).toEqual(labelled.segments);
		expect(applyEdits(doc, planPutBack(doc, [...doc.cuts.keys()][0]!))).toEqual(labelled);
	});

	it('[CUT4] an edge stops a frame before the far end of the piece beside it', () => {
		const doc = cut(cut(EMPTY_DOC, 1000, 2000), 3000, 4000);
		const key = [...doc.cuts.keys()][1]!;
		const moved = applyEdits(doc, planMoveCut(doc, key, 'start', us(500), CLIP, FRAME_US));
		expect([...moved.cuts.values()]).toContainEqual({ startUs: us(2000) + FRAME_US, endUs: us(4000) });
		const far = applyEdits(doc, planMoveCut(doc, key, 'end', us(99_000), CLIP, FRAME_US));
		expect([...far.cuts.values()]).toContainEqual({ startUs: us(3000), endUs: us(10_000) - FRAME_US });
		expect(planMoveCut(doc, key, 'end', us(4000), CLIP, FRAME_US)).toEqual([]);
	});

	it('[CUT5] never takes everything', () => {
		expect(planCutOut(EMPTY_DOC, CLIP, CLIP, FRAME_US)).toEqual([]);
		const doc = cut(EMPTY_DOC, 1000, 9000);
		const trimmed = applyEdits(doc, planTrim(doc, 'out', us(5000), CLIP, FRAME_US));
		expect(planTrim(trimmed, 'in', us(2000), CLIP, FRAME_US)).toEqual([]);
		expect(planCutOut(doc, span(9000, 9000), CLIP, FRAME_US)).toEqual([]);
	});

	it('is in the snapshot, and only where there is one', () => {
		const doc = cut(EMPTY_DOC, 2000, 3000);
		expect(docFromSnapshot(snapshotOfDoc(doc))).toEqual(doc);
		expect('cuts' in snapshotOfDoc(EMPTY_DOC)).toBe(false);
	});

	it('[CUT1] pieces and what lies outside them make up the clip, whatever the cuts', () => {
		const anySpan = fc.tuple(fc.integer({ min: -500, max: 10_500 }), fc.integer({ min: -500, max: 10_500 }));
		fc.assert(
			fc.property(fc.array(anySpan, { maxLength: 6 }), fc.option(anySpan), (spans, trim) => {
				const sorted = ([a, b]: [number, number]) => span(Math.min(a, b), Math.max(a, b));
				const decided = trim ? { inUs: sorted(trim).startUs, outUs: sorted(trim).endUs } : null;
				const kept = keptPieces({ trim: decided, cuts: spans.map(sorted) }, CLIP);
				const removed = removedSpans(kept, CLIP);
				expect(keptUs(kept) + keptUs(removed)).toBe(CLIP.endUs - CLIP.startUs);
				kept.forEach((piece, i) => {
					expect(piece.endUs).toBeGreaterThan(piece.startUs);
					if (i > 0) expect(piece.startUs).toBeGreaterThan(kept[i - 1]!.endUs);
				});
				for (const one of spans.map(sorted))
					for (const piece of kept) expect(Math.min(one.endUs, piece.endUs)).toBeLessThanOrEqual(Math.max(one.startUs, piece.startUs)); // prettier-ignore
			})
		);
	});
});

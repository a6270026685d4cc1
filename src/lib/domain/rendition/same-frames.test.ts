import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PtsUs } from '../../schema/time.ts';
import { ptsUs } from '../../schema/units.ts';
import { applyEdits } from '../annotation/edit.ts';
import { segmentId } from '../annotation/fixtures.ts';
import { keptPieces } from '../annotation/kept-pieces.ts';
import { planAddSegment } from '../annotation/plan-add-segment.ts';
import { planCutOut } from '../annotation/plan-cut-out.ts';
import { EMPTY_DOC, snapshotOfDoc, type TakeDoc } from '../annotation/take-doc.ts';
import { frameEndAt, type FrameTimes } from '../time/frame-times.ts';
import { chooseSlots } from './choose-slots.ts';
import { isKept, segmentsOnKept } from './kept-clock.ts';
import { renderAnnotation } from './render-annotation.ts';

const FPS = 30;
const BOX = { width: 2, height: 2, left: 0, top: 0, pictureWidth: 2, pictureHeight: 2 };

/** Frames of a camera that is late now and then, by up to a whole frame; every other take keeps time exactly. */
const aTake = fc
	.tuple(fc.boolean(), fc.array(fc.integer({ min: 0, max: 33_000 }), { minLength: 40, maxLength: 90 }))
	.map(([exact, late]): FrameTimes => {
		let us = 0;
		const times = late.map((by, i) => (us = i === 0 ? 0 : exact ? Math.round((i * 1e6) / FPS) : us + 33_333 + by));
		return { timesUs: Float64Array.from(times), endUs: ptsUs(times.at(-1)! + 33_333) };
	});

describe('frames that were labelled', () => {
	it('are the frames that leave under the label, whatever is cut out before, in and after it', () => {
		const at = fc.double({ min: 0, max: 0.999, noNaN: true });
		fc.assert(
			fc.property(aTake, fc.array(fc.tuple(at, at), { maxLength: 3 }), at, at, (frames, cuts, a, b) => {
				const { timesUs, endUs } = frames;
				const clip = { startUs: ptsUs(0), endUs };
				const us = (share: number) => ptsUs(timesUs[Math.floor(share * timesUs.length)]!);
				const spanOf = (one: number, other: number) => ({
					startUs: us(Math.min(one, other)),
					endUs: frameEndAt(frames, us(Math.max(one, other)))
				});
				const span = spanOf(a, b);
				let doc: TakeDoc = applyEdits(
					EMPTY_DOC,
					planAddSegment(EMPTY_DOC, { kind: 'failure' }, span, clip, segmentId(1))
				);
				for (const [from, to] of cuts) doc = applyEdits(doc, planCutOut(doc, spanOf(from, to), clip, 33_333));
				const pieces = keptPieces({ trim: doc.trim, cuts: doc.cuts.values() }, clip);
				const slots = chooseSlots([...timesUs] as PtsUs[], pieces, FPS);
				const { annotation } = renderAnnotation(segmentsOnKept(snapshotOfDoc(doc), pieces), ptsUs(0), slots, FPS, BOX);
				const [label] = annotation.segments;
				const under = label ? slots.filter((slot) => slot.timeUs >= label.startUs && slot.timeUs < label.endUs) : [];
				const labelled = (t: number) => t >= span.startUs && t < span.endUs;
				const shown = slots.filter((slot) => labelled(slot.sourceUs));
				expect(slots.every((slot) => isKept(pieces, slot.sourceUs))).toBe(true);
				// A label so short that no slot falls into it keeps one slot, which shows the frame beside it.
				if (shown.length > 0) expect(under.map((slot) => slot.timeUs)).toEqual(shown.map((slot) => slot.timeUs));
				else expect(under.length).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 400 }
		);
	});
});

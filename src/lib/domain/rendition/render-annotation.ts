import {
	ANNOTATION_SCHEMA,
	type AnnotationSnapshot,
	type CorrectionSource,
	type HandCorrection,
	type Segment
} from '../../schema/annotation.ts';
import { causeOf } from '../annotation/attempt-number.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Slot } from './choose-slots.ts';
import { SLOT_TOLERANCE_US, slotTimeUs } from './choose-slots.ts';
import { renditionFromSourceX, renditionFromSourceY, type Letterbox } from './letterbox.ts';
import { findFrame } from './find-frame.ts';

export type RenderedAnnotation = {
	annotation: AnnotationSnapshot;
	/** Labels outside the kept range, and corrections of frames that no slot shows. */
	segmentsDropped: number;
	correctionsDropped: number;
};

/**
 * A person's labels in the rendition's time and space. Trim and swaps of sides are carried out by then: there are none.
 * A segment covers the slots that begin in it, one at least; those outside the kept range are dropped. A recovery
 * whose failure was dropped stands alone, with the failure's code as its cause.
 * A correction appears once for each slot that shows its frame.
 */
export function renderAnnotation(
	labels: AnnotationSnapshot,
	inUs: PtsUs,
	slots: readonly Slot[],
	fps: number,
	box: Letterbox
): RenderedAnnotation {
	const segments = labels.segments.flatMap((segment) => clipSegment(segment, inUs, slots.length, fps));
	const ids = new Set(segments.map((segment) => segment.id));
	const corrections = slots.flatMap((slot) => correctionsOf(labels, slot, box));
	const times = slots.map((slot) => slot.sourceUs);
	return {
		annotation: {
			schema: ANNOTATION_SCHEMA,
			trim: null,
			segments: segments.map((segment) =>
				segment.kind === 'recovery' && segment.recovers && !ids.has(segment.recovers)
					? { ...segment, recovers: null, cause: causeOf(labels.segments, segment) ?? undefined }
					: segment
			),
			corrections,
			...(labels.ending && { ending: labels.ending })
		},
		segmentsDropped: labels.segments.length - segments.length,
		correctionsDropped: labels.corrections.filter((each) => findFrame(times, each.ptsUs) < 0).length
	};
}

/**
 * Edges are put where slots begin. In times alone, a segment from 1 666 667 µs in a take kept from 333 333 µs on would begin
 * a microsecond after the slot that shows its first frame.
 */
function clipSegment(segment: Segment, inUs: number, count: number, fps: number): Segment[] {
	const slotFrom = (sourceUs: number) => Math.ceil(((sourceUs - inUs - SLOT_TOLERANCE_US) * fps) / 1e6);
	if (segment.endUs <= inUs || segment.startUs >= inUs + slotTimeUs(count, fps)) return [];
	const end = Math.max(1, Math.min(count, slotFrom(segment.endUs)));
	// One that is shorter than a slot keeps the slot before its end.
	const start = Math.max(0, Math.min(slotFrom(segment.startUs), end - 1));
	const edges = { startUs: slotTimeUs(start, fps), endUs: slotTimeUs(end, fps) };
	if (segment.kind !== 'recovery' || segment.correctUs === undefined) return [{ ...segment, ...edges }];
	const correct = Math.max(start, Math.min(slotFrom(segment.correctUs), end));
	return [{ ...segment, ...edges, correctUs: slotTimeUs(correct, fps) }];
}

function correctionsOf(labels: AnnotationSnapshot, slot: Slot, box: Letterbox): HandCorrection[] {
	return labels.corrections
		.filter((each) => findFrame([slot.sourceUs], each.ptsUs) === 0)
		.map((each) => ({
			...each,
			ptsUs: slot.timeUs,
			points: each.points.map((point) => ({
				...point,
				x: renditionFromSourceX(box, point.x),
				y: renditionFromSourceY(box, point.y)
			})),
			...(each.from ? { from: { ...each.from, box: boxInRendition(each.from.box, box) } } : {})
		}));
}

function boxInRendition(drawn: CorrectionSource['box'], box: Letterbox): CorrectionSource['box'] {
	const [x, y] = [renditionFromSourceX(box, drawn.x), renditionFromSourceY(box, drawn.y)];
	return {
		x,
		y,
		width: renditionFromSourceX(box, drawn.x + drawn.width) - x,
		height: renditionFromSourceY(box, drawn.y + drawn.height) - y
	};
}

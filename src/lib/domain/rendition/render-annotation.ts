import type { AnnotationSnapshot, CorrectionSource, HandCorrection, Segment } from '../../schema/annotation.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Slot } from './choose-slots.ts';
import { slotTimeUs } from './choose-slots.ts';
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
 * Segments are clipped to the kept range, those outside are dropped; a recovery whose failure was dropped stands alone.
 * A correction appears once for each slot that shows its frame.
 */
export function renderAnnotation(
	labels: AnnotationSnapshot,
	inUs: PtsUs,
	slots: readonly Slot[],
	fps: number,
	box: Letterbox
): RenderedAnnotation {
	const endUs = slotTimeUs(slots.length, fps);
	const segments = labels.segments.flatMap((segment) => clipSegment(segment, inUs, endUs));
	const ids = new Set(segments.map((segment) => segment.id));
	const corrections = slots.flatMap((slot) => correctionsOf(labels, slot, box));
	const times = slots.map((slot) => slot.sourceUs);
	return {
		annotation: {
			schema: 'annotation/1',
			trim: null,
			segments: segments.map((segment) =>
				segment.kind === 'recovery' && segment.recovers && !ids.has(segment.recovers)
					? { ...segment, recovers: null }
					: segment
			),
			corrections
		},
		segmentsDropped: labels.segments.length - segments.length,
		correctionsDropped: labels.corrections.filter((each) => findFrame(times, each.ptsUs) < 0).length
	};
}

function clipSegment(segment: Segment, inUs: number, endUs: number): Segment[] {
	const startUs = Math.max(0, segment.startUs - inUs) as PtsUs;
	const stopUs = Math.min(endUs, segment.endUs - inUs) as PtsUs;
	return startUs < stopUs ? [{ ...segment, startUs, endUs: stopUs }] : [];
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

import type { AnnotationSnapshot, Segment } from '../../schema/annotation.ts';
import { ptsUs } from '../../schema/units.ts';
import type { Span } from '../annotation/lanes.ts';

/**
 * The clock of what is kept: 0 where the first piece begins, and the time between two pieces does not pass. A time in a hole is
 * the moment at which the pieces beside it meet.
 * pieces  in order, disjoint (`keptPieces`)
 */
export function keptClock(pieces: readonly Span[]): (us: number) => number {
	return (us) => pieces.reduce((sum, { startUs, endUs }) => sum + Math.max(0, Math.min(us, endUs) - startUs), 0);
}

/** Whether a time lies in one of the pieces, by `toleranceUs`: files round, and a frame on the border counts as begun. */
export const isKept = (pieces: readonly Span[], us: number, toleranceUs = 0): boolean =>
	pieces.some(({ startUs, endUs }) => us >= startUs - toleranceUs && us < endUs - toleranceUs);

/** A label on the clock of what is kept, without what is cut out of it; null where nothing of it is kept. */
export function segmentOnKept(segment: Segment, pieces: readonly Span[]): Segment | null {
	const at = keptClock(pieces);
	const startUs = ptsUs(at(segment.startUs));
	const endUs = ptsUs(at(segment.endUs));
	if (endUs <= startUs) return null;
	// Any further time inside it (a version to come may have one) moves along.
	const inside = Object.entries(segment).flatMap(([key, value]) =>
		key.endsWith('Us') && typeof value === 'number' ? [[key, ptsUs(at(value))] as const] : []
	);
	return { ...segment, ...Object.fromEntries(inside), startUs, endUs };
}

/**
 * Labels with their segments on the clock of what is kept. Corrections keep the time of their frame, by which they find it;
 * a recovery whose failure is cut away stands alone.
 */
export function segmentsOnKept(labels: AnnotationSnapshot, pieces: readonly Span[]): AnnotationSnapshot {
	const segments = labels.segments.flatMap((segment) => segmentOnKept(segment, pieces) ?? []);
	const ids = new Set(segments.map((segment) => segment.id));
	return {
		...labels,
		segments: segments.map((segment) =>
			segment.kind === 'recovery' && segment.recovers && !ids.has(segment.recovers)
				? { ...segment, recovers: null }
				: segment
		)
	};
}

import { correctionKey, type AnnotationSnapshot } from '../../schema/annotation.ts';

/**
 * The worker's labels with an annotator's laid over them.
 * Points: the annotator's hand wins on its frame, the worker's stay elsewhere.
 * Segments: the annotator's list as a whole, because only a whole list can say that a label was wrong; where it is
 * empty the annotator said nothing about labels and the worker's stay.
 */
export function mergeLayers(worker: AnnotationSnapshot, annotator: AnnotationSnapshot | null): AnnotationSnapshot {
	if (!annotator) return worker;
	const corrections = new Map(worker.corrections.map((c) => [correctionKey(c.ptsUs, c.side), c]));
	for (const correction of annotator.corrections)
		corrections.set(correctionKey(correction.ptsUs, correction.side), correction);
	return {
		...worker,
		segments: annotator.segments.length > 0 ? annotator.segments : worker.segments,
		corrections: [...corrections.values()]
	};
}

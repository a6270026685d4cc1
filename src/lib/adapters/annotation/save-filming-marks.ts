import { v7 as uuidv7 } from 'uuid';
import { planFilmingMarks, type FilmingMark } from '../../domain/annotation/plan-filming-marks.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { SegmentId, TakeId } from '../../schema/ids.ts';
import { ptsUs } from '../../schema/units.ts';
import { readReactionLag } from '../store/reaction-lag.ts';
import { openAnnotation, workerDocId } from './open-annotation.ts';

/**
 * Appends what was pressed during the recording to the take's labels, as one plan that can be taken back.
 * timesUs  of the take's frames;  endUs  where the last one ends
 * fails    as `openAnnotation` and `AnnotationDoc.apply`; the take is whole then
 */
export async function saveFilmingMarks(
	takeId: TakeId,
	marks: readonly FilmingMark[],
	timesUs: Float64Array,
	endUs: number
): Promise<Outcome<void>> {
	if (marks.length === 0) return ok(undefined);
	const lag = await readReactionLag();
	const opened = await openAnnotation(workerDocId(takeId));
	if (!opened.ok) return opened;
	const document = opened.value;
	const frames = { timesUs, endUs: ptsUs(endUs) };
	const lagUs = lag?.on ? lag.lagMs * 1000 : 0;
	const saved = await document.apply(planFilmingMarks(document.doc, marks, frames, lagUs, () => uuidv7() as SegmentId));
	await document.close();
	return saved;
}

import { v7 as uuidv7 } from 'uuid';
import { marksInTake } from '../../domain/annotation/marks-in-take.ts';
import { planFilmingMarks } from '../../domain/annotation/plan-filming-marks.ts';
import type { TakeDoc } from '../../domain/annotation/take-doc.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { SegmentId, TakeId } from '../../schema/ids.ts';
import type { KeptMarks } from '../../schema/take.ts';
import { ptsUs } from '../../schema/units.ts';
import { readReactionLag } from '../store/reaction-lag.ts';
import { updateTake } from '../store/takes.ts';
import { openAnnotation, workerDocId } from './open-annotation.ts';

/**
 * Appends what was pressed during the recording to the take's labels, as one plan that can be taken back, and forgets the
 * presses. Where labels were made of them already, because the page went away right after that, they are only forgotten.
 * timesUs  of the take's frames;  endUs  where the last one ends
 * fails    as `openAnnotation` and `AnnotationDoc.apply`; the take is whole then, and the presses stay
 */
export async function saveFilmingMarks(
	takeId: TakeId,
	kept: KeptMarks,
	timesUs: Float64Array,
	endUs: number
): Promise<Outcome<null>> {
	if (kept.marks.length === 0) return ok(null);
	const marks = marksInTake(kept, endUs);
	const lag = await readReactionLag();
	const opened = await openAnnotation(workerDocId(takeId));
	if (!opened.ok) return opened;
	const document = opened.value;
	const frames = { timesUs, endUs: ptsUs(endUs) };
	const lagUs = lag?.on ? lag.lagMs * 1000 : 0;
	const plan = hasThem(document.doc)
		? []
		: planFilmingMarks(document.doc, marks, frames, lagUs, () => uuidv7() as SegmentId);
	const saved = plan.length > 0 ? await document.apply(plan) : ok(undefined);
	await document.close();
	return saved.ok ? updateTake(takeId, { filmingMarks: undefined }) : saved;
}

const hasThem = ({ segments }: TakeDoc): boolean =>
	[...segments.values()].some(({ madeWhile }) => madeWhile === 'filming');

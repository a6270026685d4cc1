import { ANNOTATION_SCHEMA } from '../../schema/annotation.ts';
import { endBeforePalm } from '../../domain/capture/open-palm.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { ptsUs } from '../../schema/units.ts';
import { openAnnotation, workerDocId } from '../annotation/open-annotation.ts';

/**
 * Cuts the gesture that stopped a take off its end: the labels begin with a trim before the hand rose. It is the same
 * trim that a person sets, so the labels and what is submitted follow it, the frames stay, and the person can
 * draw its end out again. Nothing is cut where hardly anything would be left.
 * roseUs  when the palm was up, in the take's time
 * fails   as `AnnotationDoc.apply`; the take is whole then
 */
export async function trimPalm(takeId: TakeId, timesUs: Float64Array, roseUs: number): Promise<Outcome<void>> {
	const outUs = endBeforePalm(timesUs, roseUs);
	if (outUs === null) return ok(undefined);
	const trim = { inUs: ptsUs(0), outUs: ptsUs(outUs) };
	const opened = await openAnnotation(workerDocId(takeId), {
		seed: { schema: ANNOTATION_SCHEMA, trim, segments: [], corrections: [] }
	});
	if (!opened.ok) return opened;
	await opened.value.close();
	return ok(undefined);
}

import { fetchAnnotation, fetchCapture, fetchSubmission } from '$lib/adapters/hub/review.ts';
import { ok, type Outcome } from '$lib/failure/failure.ts';
import type { AnnotationSnapshot } from '$lib/schema/annotation.ts';
import type { SubmissionView } from '$lib/schema/hub-api.ts';
import type { CaptureFile } from '$lib/schema/submission.ts';

export type TakeFacts = { view: SubmissionView; capture: CaptureFile; annotation: AnnotationSnapshot };

/** All that the hub knows of one take, besides its picture and its hand points. */
export async function fetchTakeFacts(id: string): Promise<Outcome<TakeFacts>> {
	const view = await fetchSubmission(id);
	if (!view.ok) return view;
	const [capture, annotation] = await Promise.all([fetchCapture(view.value), fetchAnnotation(view.value)]);
	if (!capture.ok) return capture;
	return annotation.ok ? ok({ view: view.value, capture: capture.value, annotation: annotation.value }) : annotation;
}

import { annotatorDocId } from '$lib/adapters/annotation/open-annotation.ts';
import { fetchVideo } from '$lib/adapters/hub/layers.ts';
import { fetchAnnotation, fetchCapture, fetchLandmarks, fetchSubmission } from '$lib/adapters/hub/review.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import { ok } from '$lib/failure/failure.ts';
import { m } from '$lib/paraglide/messages.js';
import type { ClipSource } from './clip-source.ts';

/**
 * Somebody's submission, as the hub has it: all times are those of the rendition. The person's own document starts from
 * the worker's labels; the trim is done already, so it is not taken along.
 */
export function submissionClip(submissionId: string, personId: string): ClipSource {
	return {
		docId: annotatorDocId(submissionId, personId),
		canTrim: false,
		check: null,
		async load() {
			const view = await fetchSubmission(submissionId);
			if (!view.ok) return view;
			const [blob, track, capture, labels] = await Promise.all([
				fetchVideo(view.value),
				fetchLandmarks(view.value),
				fetchCapture(view.value),
				fetchAnnotation(view.value)
			]);
			if (!blob.ok) return blob;
			if (!labels.ok) return labels;
			const { taskId, takeNumber } = view.value.manifest;
			const task = builtInProgramme.tasks.find(({ id }) => id === taskId) ?? null;
			return ok({
				title: task?.title ?? taskId,
				task,
				subtitle: m.label_clip_of({ number: takeNumber, name: view.value.displayName }),
				blob: blob.value,
				track: track.ok ? track.value : null,
				inputMirrored: capture.ok ? capture.value.maker.inputMirrored : false,
				seed: { ...labels.value, trim: null }
			});
		}
	};
}

import type { ReviewRequest, SubmissionView } from '../../schema/hub-api.ts';
import type { Answer } from '../answer.ts';
import type { Identity } from '../auth/identity.ts';
import type { Hub } from '../hub.ts';
import { findSubmission } from './view-submissions.ts';

/** Accepts a take or sends it back. A later review of the same take replaces what holds; all of them are kept. */
export async function reviewSubmission(
	hub: Hub,
	who: Identity,
	submissionId: string,
	review: ReviewRequest
): Promise<Answer<SubmissionView>> {
	const found = await findSubmission(hub, who, submissionId);
	if (!found.ok) return found;
	const at = hub.nowMs();
	const { reason, words } = review.decision === 'accept' ? { reason: null, words: '' } : review;
	await hub.db.transaction().execute(async (tx) => {
		await tx
			.insertInto('review')
			.values({
				submission_id: submissionId,
				decision: review.decision,
				reason,
				words,
				by_person: who.personId,
				at_ms: at
			})
			.execute();
		await tx
			.updateTable('submission')
			.set({
				state: review.decision === 'accept' ? 'accepted' : 'sent_back',
				reason,
				words,
				reviewed_at_ms: at,
				reviewed_by: who.personId
			})
			.where('submission_id', '=', submissionId)
			.execute();
	});
	return findSubmission(hub, who, submissionId);
}

import { sendReview } from '$lib/adapters/hub/review.ts';
import type { ReviewReason, ReviewRequest, SubmissionView } from '$lib/schema/hub-api.ts';
import type { Notices } from './notices.svelte.ts';

/** Judging one take at a time. `onreviewed` gets the take as it stands after it. */
export class Review {
	busy = $state(false);
	asking = $state(false);
	#notices: Notices;
	#onreviewed: (view: SubmissionView) => void | Promise<void>;

	constructor(notices: Notices, onreviewed: (view: SubmissionView) => void | Promise<void>) {
		this.#notices = notices;
		this.#onreviewed = onreviewed;
	}

	accept = (view: SubmissionView): Promise<boolean> => this.#send(view, { decision: 'accept' });

	sendBack = async (view: SubmissionView, reason: ReviewReason, words: string): Promise<void> => {
		if (await this.#send(view, { decision: 'send_back', reason, words })) this.asking = false;
	};

	async #send(view: SubmissionView, review: ReviewRequest): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		const sent = await sendReview(view.submissionId, review);
		this.busy = false;
		if (!sent.ok) {
			this.#notices.fail(sent.failure);
			return false;
		}
		await this.#onreviewed(sent.value);
		return true;
	}
}

import { openAnnotation, workerDocId, type AnnotationDoc } from '$lib/adapters/annotation/open-annotation.ts';
import { readAnswers, saveAnswer } from '$lib/adapters/store/suggestion-answers.ts';
import { applyEdits, type Edit } from '$lib/domain/annotation/edit.ts';
import type { TakeDoc } from '$lib/domain/annotation/take-doc.ts';
import { choiceNow } from '$lib/domain/suggest/answer-now.ts';
import { planAccept } from '$lib/domain/suggest/plan-accept.ts';
import type { Choice } from '$lib/domain/suggest/precision.ts';
import { suggest } from '$lib/domain/suggest/suggest.ts';
import type { Suggestion } from '$lib/domain/suggest/suggestion.ts';
import { frameEndAt, nearestBorder, type FrameTimes } from '$lib/domain/time/frame-times.ts';
import type { Outcome } from '$lib/failure/failure.ts';
import type { SegmentId, TakeId } from '$lib/schema/ids.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import { ptsUs } from '$lib/schema/units.ts';
import type { Notices } from './notices.svelte.ts';
import { answerNow, editsOf } from './suggestion-answer.ts';

/** Of the checked take: its frames with their hands, their times, and the picture's shape. */
export type CheckedTake = {
	takeId: TakeId;
	track: readonly TrackFrame[];
	frames: FrameTimes;
	aspect: number;
	palmRoseUs: number | null;
};

/**
 * The still start and end of a take, to be cut with one tap. The cut is the same undoable trim as in the studio.
 *
 *   looking ──► asking ──cut──► cut ──undo──► asking        asking ──leave──► nothing
 *      └──────► nothing (no idle end, or answered before)
 */
export class StillEnds {
	phase = $state<'looking' | 'asking' | 'cut' | 'nothing'>('looking');
	/** What would go, seconds of both ends together. */
	seconds = $state(0);
	#ends: Suggestion[] = [];
	#document: AnnotationDoc | null = null;
	#take: CheckedTake;
	#notices: Notices;
	#closed = false;

	constructor(take: CheckedTake, notices: Notices) {
		this.#take = take;
		this.#notices = notices;
	}

	open = async (): Promise<void> => {
		const { takeId, track, frames, aspect, palmRoseUs } = this.#take;
		const docId = workerDocId(takeId);
		const [opened, answers] = await Promise.all([openAnnotation(docId), readAnswers(docId)]);
		if (!opened.ok || !answers.ok || this.#closed) {
			if (opened.ok) await opened.value.close();
			this.phase = 'nothing';
			return;
		}
		this.#document = opened.value;
		const answered = answers.value
			.filter((answer) => choiceNow(answer.choice, editsOf(answer), opened.value.doc) !== 'taken_back')
			.map(({ name }) => name);
		const all = suggest({ frames: track, endUs: frames.endUs, aspect, palmRoseUs });
		this.#ends = all.filter(
			(one) =>
				(one.kind === 'trim_start' || one.kind === 'trim_end') &&
				!answered.includes(one.name) &&
				this.#planOf(one, opened.value.doc).length > 0
		);
		this.seconds = this.#ends.reduce((sum, { startUs, endUs }) => sum + (endUs - startUs) / 1e6, 0);
		this.phase = this.#ends.length > 0 ? 'asking' : 'nothing';
	};

	/** Says cut only when it is written. Both ends are one edit, so that one undo takes them back. */
	cut = async (): Promise<void> => {
		const document = this.#document!;
		const after = this.#ends.reduce((doc, end) => applyEdits(doc, this.#planOf(end, doc)), document.doc);
		const edits: Edit[] = [{ kind: 'trim', key: 'trim', before: document.doc.trim, after: after.trim }];
		if (!this.#report(await document.apply(edits))) return;
		await this.#answer('accepted', edits);
		this.phase = 'cut';
	};

	/** Takes the cut back, both ends. The question is open again. */
	undo = async (): Promise<void> => {
		if (!this.#report(await this.#document!.undo())) return;
		await this.#answer('taken_back', []);
		this.phase = 'asking';
	};

	leave = async (): Promise<void> => {
		await this.#answer('dismissed', []);
		this.phase = 'nothing';
	};

	async #answer(choice: Choice, edits: readonly Edit[]): Promise<void> {
		for (const end of this.#ends) this.#report(await saveAnswer(answerNow(this.#document!.docId, end, choice, edits)));
	}

	close = async (): Promise<void> => {
		this.#closed = true;
		await this.#document?.close();
	};

	#planOf(end: Suggestion, doc: TakeDoc): Edit[] {
		const { frames } = this.#take;
		return planAccept(doc, end, {
			clip: { startUs: ptsUs(0), endUs: frames.endUs },
			leastUs: frameEndAt(frames, 0),
			canTrim: true,
			border: (us) => nearestBorder(frames, us),
			newId: NO_LABEL
		});
	}

	#report(outcome: Outcome<unknown>): boolean {
		if (!outcome.ok) this.#notices.fail(outcome.failure);
		return outcome.ok;
	}
}

/** A trim makes no label, so no id is used. */
const NO_LABEL = '00000000-0000-7000-8000-000000000000' as SegmentId;

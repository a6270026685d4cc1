import { deviceWord } from '$lib/components/controls/device-word.ts';
import type { ClipState } from '$lib/domain/path/clip-state.ts';
import { m } from '$lib/paraglide/messages.js';
import { REVIEW_REASONS, type ReviewReason } from '$lib/schema/hub-api.ts';

const REASON: Record<ReviewReason, () => string> = {
	hands_left_picture: m.clips_reason_hands_left_picture,
	too_dark: m.clips_reason_too_dark,
	not_sharp: m.clips_reason_not_sharp,
	wrong_end_state: m.clips_reason_wrong_end_state,
	wrong_task: m.clips_reason_wrong_task,
	person_visible: m.clips_reason_person_visible,
	other: m.clips_reason_other
};
const ADVICE: Record<ReviewReason, () => string> = {
	hands_left_picture: m.clips_advice_hands_left_picture,
	too_dark: m.clips_advice_too_dark,
	not_sharp: m.clips_advice_not_sharp,
	wrong_end_state: m.clips_advice_wrong_end_state,
	wrong_task: m.clips_advice_wrong_task,
	person_visible: m.clips_advice_person_visible,
	other: m.clips_advice_other
};

/** A newer hub may send a reason that this version does not know. */
const known = (reason: string): ReviewReason => REVIEW_REASONS.find((each) => each === reason) ?? 'other';

export const adviceWords = (reason: string): string => ADVICE[known(reason)]();

export function stateWords(state: ClipState): string {
	switch (state.kind) {
		case 'here':
			return m.clips_here({ device: deviceWord() });
		case 'queued':
			if (state.waiting === null) return m.clips_queued();
			return state.waiting === 'hub_unreachable' ? m.clips_queued_unreachable() : m.clips_queued_failed();
		case 'sending':
			return m.clips_sending({ percent: state.percent });
		case 'failed':
			return m.clips_failed();
		case 'stored':
			return m.clips_stored();
		case 'accepted':
			return m.clips_accepted();
		case 'sent_back':
			return m.clips_sent_back({ reason: REASON[known(state.reason)]() });
	}
}

/** The day of a take: today, yesterday, or its date. */
export function dayWords(atMs: number, nowMs: number, locale = 'en'): string {
	const day = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
	const days = Math.round((day(nowMs) - day(atMs)) / 86_400_000);
	if (days === 0) return m.clips_today();
	if (days === 1) return m.clips_yesterday();
	return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(atMs);
}

import type { Take } from '../../schema/take.ts';
import { nextStep, type Step } from './next-step.ts';

/** Where a take is, as its worker sees it. */
export type ClipState =
	| { kind: 'here'; next: Step | null }
	/** `waiting`: why the last attempt did not work; null before the first. */
	| { kind: 'queued'; waiting: string | null }
	/** Whole percent of its bytes that the hub has. */
	| { kind: 'sending'; percent: number }
	/** Refused: it waits for the worker. */
	| { kind: 'failed'; code: string }
	| { kind: 'stored' }
	| { kind: 'accepted' }
	| { kind: 'sent_back'; reason: string; words: string };

export const CLIP_FILTERS = ['all', 'here', 'sent', 'needs_you'] as const;
export type ClipFilter = (typeof CLIP_FILTERS)[number];

type Sending = { state: string; bytesSent: number; bytesTotal: number; failureCode: string | null };

/** `outbox`: the take's row there, null where it has none. */
export function clipState(take: Take, outbox: Sending | null): ClipState {
	if (take.state === 'accepted' || take.state === 'stored') return { kind: take.state };
	if (take.state === 'sent_back')
		return { kind: 'sent_back', reason: take.sentBack?.reason ?? 'other', words: take.sentBack?.words ?? '' };
	if (take.state !== 'queued' && take.state !== 'sending') return { kind: 'here', next: nextStep(take) };
	if (outbox?.state === 'failed') return { kind: 'failed', code: outbox.failureCode ?? 'hub_refused' };
	if (outbox?.state !== 'sending') return { kind: 'queued', waiting: outbox?.failureCode ?? null };
	// Never 100 before the receipt is here.
	const percent = Math.min(99, Math.floor((100 * outbox.bytesSent) / Math.max(1, outbox.bytesTotal)));
	return { kind: 'sending', percent };
}

const FILTER: Record<ClipState['kind'], ClipFilter[]> = {
	here: ['all', 'here'],
	queued: ['all', 'sent'],
	sending: ['all', 'sent'],
	failed: ['all', 'sent', 'needs_you'],
	stored: ['all', 'sent'],
	accepted: ['all', 'sent'],
	sent_back: ['all', 'sent', 'needs_you']
};

/** The lists that a clip appears in. */
export const clipFilters = (state: ClipState): readonly ClipFilter[] => FILTER[state.kind];

/**
 * Whether the footage may go and what was sent stays listed: only once the hub has countersigned, and not for a take that
 * came back and may be submitted again.
 */
export const mayEraseOriginal = (state: ClipState, take: Take, receipt: string | null): boolean =>
	(state.kind === 'stored' || state.kind === 'accepted') && receipt !== null && !take.originalErasedAtMs;

/** Erasing what is half sent would leave the hub with pieces, so it waits until sending ended or was stopped. */
export const mayErase = (state: ClipState): boolean => state.kind !== 'sending' && state.kind !== 'queued';

import type { FailureSegment, RecoverySegment, Segment } from '../../schema/annotation.ts';

type Event = FailureSegment | RecoverySegment;

/**
 * Which try an event belongs to, 1 for the first: what the person said; else the attempt that it begins in, or the last
 * one begun before it; without attempts, one more for each recovery that began before it, a recovery's own included, as
 * each recovery begins another try.
 */
export function attemptNumberOf(segments: readonly Segment[], event: Event): number {
	if (event.attempt !== undefined) return event.attempt;
	const begun = (kind: Segment['kind']) =>
		segments.filter((each) => each.kind === kind && each.startUs <= event.startUs).length;
	if (segments.some(({ kind }) => kind === 'attempt')) return Math.max(1, begun('attempt'));
	return 1 + begun('recovery');
}

/** Why a recovery was needed: the code of the failure that it answers, else what the person said; null: nobody knows. */
export function causeOf(segments: readonly Segment[], recovery: RecoverySegment): FailureSegment['code'] | null {
	const failure = segments.find(({ id }) => id === recovery.recovers);
	return failure?.kind === 'failure' ? failure.code : (recovery.cause ?? null);
}

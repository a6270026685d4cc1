import type { FailureSegment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from './edit.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';

/** The failure that started last, at or before `atUs`. */
export const latestFailureBefore = (doc: TakeDoc, atUs: PtsUs): FailureSegment | undefined =>
	segmentsInOrder(doc)
		.filter((segment): segment is FailureSegment => segment.kind === 'failure' && segment.startUs <= atUs)
		.at(-1);

/** Says which failure a recovery answers, or that it answers none. Not a recovery, not a failure, no change: []. */
export function planLinkRecovery(doc: TakeDoc, recoveryId: SegmentId, failureId: SegmentId | null): Edit[] {
	const before = doc.segments.get(recoveryId);
	if (before?.kind !== 'recovery' || before.recovers === failureId) return [];
	if (failureId !== null && doc.segments.get(failureId)?.kind !== 'failure') return [];
	return [{ kind: 'segment', key: recoveryId, before, after: { ...before, recovers: failureId } }];
}

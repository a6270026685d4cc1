import type { SegmentId } from '../../schema/ids.ts';
import type { Span } from './lanes.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';
import { contactLane, segmentsOf, type CoverRule } from './tiers.ts';

/** A place where labels leave something open or contradict each other. Nothing is refused for it. */
export type Finding = Span & { rule: CoverRule; id: SegmentId };

/** A hole in the steps shorter than this is how long a person takes to press, not a missing step. */
export const GAP_US = 500_000;

/**
 * What the coverage rules find, in the order of time:
 * COV1  a step outside every attempt, left by a merge or by an attempt that was deleted
 * COV2  a hole of `GAP_US` or more between the steps of one attempt
 * COV3  a grip while the same hand is said to touch nothing
 */
export function coverage(doc: TakeDoc): Finding[] {
	const attempts = segmentsOf(doc, 'attempts');
	const steps = segmentsOf(doc, 'steps');
	const inside = (outer: Span, { startUs, endUs }: Span) => outer.startUs <= startUs && endUs <= outer.endUs;
	const findings: Finding[] = [];
	if (attempts.length > 0)
		for (const { id, startUs, endUs } of steps)
			if (!attempts.some((each) => inside(each, { startUs, endUs })))
				findings.push({ rule: 'COV1', id, startUs, endUs });
	for (const attempt of attempts) {
		const own = steps.filter((step) => inside(attempt, step));
		own.slice(1).forEach((step, i) => {
			const before = own[i]!;
			if (step.startUs - before.endUs >= GAP_US)
				findings.push({ rule: 'COV2', id: step.id, startUs: before.endUs, endUs: step.startUs });
		});
	}
	for (const grip of segmentsInOrder(doc)) {
		if (grip.kind !== 'grip' || grip.grip === 'N0') continue;
		const none = contactLane(doc, grip.side).find(
			(other) => other.contact === 'none' && other.startUs < grip.endUs && other.endUs > grip.startUs
		);
		if (none) findings.push({ rule: 'COV3', id: grip.id, startUs: grip.startUs, endUs: grip.endUs });
	}
	return findings.sort((a, b) => a.startUs - b.startUs);
}

import type { FailureSegment, RecoverySegment, Segment } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';

export type GraphNode = {
	id: SegmentId;
	kind: 'attempt' | 'failure' | 'recovery';
	/** Place among all nodes in the order of time, 0 for the first. */
	column: number;
	/** 1 for the first of its kind. */
	number: number;
};
/** `answers`: from a failure to the recovery that answers it; `leads`: what comes next where nothing answers. */
export type GraphEdge = { from: SegmentId; to: SegmentId; kind: 'answers' | 'leads' };
export type TakeGraph = { nodes: GraphNode[]; edges: GraphEdge[] };

/**
 * Attempt, failure, recovery … of one take. A failure leads to the recoveries that answer it; an attempt and a recovery lead
 * to the next failure or attempt; a failure that nothing answers leads to the next attempt.
 */
export function takeGraph(segments: readonly Segment[]): TakeGraph {
	const rank = { attempt: 0, failure: 1, recovery: 2 };
	const shown = segments
		.filter((each): each is Extract<Segment, { kind: keyof typeof rank }> => each.kind in rank)
		.sort((a, b) => a.startUs - b.startUs || rank[a.kind] - rank[b.kind] || (a.id < b.id ? -1 : 1));
	const counts = { attempt: 0, failure: 0, recovery: 0 };
	const nodes = shown.map(({ id, kind }, column) => ({ id, kind, column, number: ++counts[kind] }));
	const recoveries = shown.filter((each): each is RecoverySegment => each.kind === 'recovery');
	const answersOf = (failure: FailureSegment) => recoveries.filter(({ recovers }) => recovers === failure.id);
	const edges = shown.flatMap((each, i): GraphEdge[] => {
		const answers = each.kind === 'failure' ? answersOf(each) : [];
		if (answers.length > 0) return answers.map(({ id }) => ({ from: each.id, to: id, kind: 'answers' as const }));
		const next = shown
			.slice(i + 1)
			.find((other) => (each.kind === 'failure' ? other.kind === 'attempt' : other.kind !== 'recovery'));
		return next ? [{ from: each.id, to: next.id, kind: 'leads' }] : [];
	});
	return { nodes, edges };
}

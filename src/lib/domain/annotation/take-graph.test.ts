import { expect, it } from 'vitest';
import { aFailure, aGrip, anAttempt, aRecovery } from './fixtures.ts';
import { takeGraph } from './take-graph.ts';

const drawn = (...segments: Parameters<typeof takeGraph>[0][number][]) => {
	const { nodes, edges } = takeGraph(segments);
	const name = (id: string) => {
		const { kind, number } = nodes.find((node) => node.id === id)!;
		return `${kind[0]}${number}`;
	};
	return edges.map(({ from, to, kind }) => `${name(from)} ${kind} ${name(to)}`);
};

it('an attempt leads to its failure, a failure to its answer, an answer to what comes next', () => {
	expect(
		drawn(anAttempt(1, 0, 5000), aFailure(2, 1000, 1500), aRecovery(3, 2000, 3000, 2), anAttempt(4, 5000, 9000))
	).toEqual(['a1 leads f1', 'f1 answers r1', 'r1 leads a2']);
});

it('two answers to one failure are two edges; a failure without one leads to the next attempt', () => {
	expect(
		drawn(aFailure(1, 0, 100), aRecovery(2, 200, 300, 1), aRecovery(3, 400, 500, 1), aFailure(4, 600, 700), aGrip(5, 0, 1), anAttempt(6, 800, 900)) // prettier-ignore
	).toEqual(['f1 answers r1', 'f1 answers r2', 'r1 leads f2', 'r2 leads f2', 'f2 leads a1']);
});

it('nothing labelled is nothing drawn', () => {
	expect(takeGraph([aGrip(1, 0, 100)])).toEqual({ nodes: [], edges: [] });
});

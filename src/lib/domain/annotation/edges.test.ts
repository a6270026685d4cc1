import { expect, it } from 'vitest';
import { edgesInOrder } from './edges.ts';
import { aDoc, aFailure, aGrip, us } from './fixtures.ts';

it('the edges of all labels and of what is kept, each place once, in the order of time', () => {
	const doc = aDoc(aGrip(1, 100, 300), aGrip(2, 300, 500), aFailure(3, 200, 300));
	const kept = { startUs: us(0), endUs: us(500) };
	expect(edgesInOrder(doc, kept)).toEqual([0, 100, 200, 300, 500].map(us));
});

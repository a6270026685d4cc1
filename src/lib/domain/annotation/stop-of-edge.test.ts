import { describe, expect, it } from 'vitest';
import { aContact, aDoc, aFailure, aGrip, anAttempt, aStep, CLIP, FRAME_US, segmentId, us } from './fixtures.ts';
import { stopOfEdge } from './stop-of-edge.ts';
import type { TakeDoc } from './take-doc.ts';

const stop = (doc: TakeDoc, n: number, edge: 'start' | 'end', ms: number) =>
	stopOfEdge(doc, segmentId(n), edge, us(ms), CLIP, FRAME_US);

describe('[SEG7] what stops an edge is named', () => {
	const grips = aDoc(aGrip(1, 1000, 2000), aGrip(2, 3000, 4000), aGrip(3, 1000, 5000, 'left'));

	it('at the neighbour of the same hand, by its rule and the place', () => {
		expect(stop(grips, 1, 'end', 3500)).toEqual({ rule: 'SEG2', us: us(3000) });
		expect(stop(grips, 2, 'start', 100)).toEqual({ rule: 'SEG2', us: us(2000) });
	});

	it('also when it stands there already', () => {
		const touching = aDoc(aGrip(1, 1000, 3000), aGrip(2, 3000, 4000));
		expect(stop(touching, 1, 'end', 3100)).toEqual({ rule: 'SEG2', us: us(3000) });
		expect(stop(touching, 2, 'start', 2900)).toEqual({ rule: 'SEG2', us: us(3000) });
	});

	it('nothing is named where it goes on, moves back, or has no neighbour', () => {
		expect(stop(grips, 1, 'end', 3000)).toBeNull();
		expect(stop(grips, 1, 'end', 1500)).toBeNull();
		expect(stop(grips, 3, 'end', 9000)).toBeNull();
		expect(stop(aDoc(aFailure(1, 0, 500), aFailure(2, 800, 900)), 1, 'end', 2000)).toBeNull();
		expect(stop(grips, 9, 'end', 1)).toBeNull();
	});

	it('nothing is named at the ends of the clip and at its own other edge', () => {
		expect(stop(grips, 2, 'end', 20_000)).toBeNull();
		expect(stop(grips, 2, 'end', 100)).toBeNull();
		expect(stop(grips, 1, 'start', 2500)).toBeNull();
	});

	it('a merge has left an overlap: it may only become smaller', () => {
		const overlap = aDoc(aGrip(1, 1000, 3000), aGrip(2, 2000, 4000));
		expect(stop(overlap, 1, 'end', 3500)).toEqual({ rule: 'SEG2', us: us(3000) });
		expect(stop(overlap, 1, 'end', 2500)).toBeNull();
	});

	it('a step stops at the attempt that it lies in, or that it lies outside of', () => {
		const doc = aDoc(anAttempt(1, 1000, 5000), aStep(2, 2000, 3000), aStep(3, 6000, 7000));
		expect(stop(doc, 2, 'end', 5500)).toEqual({ rule: 'STEP2', us: us(5000) });
		expect(stop(doc, 2, 'start', 500)).toEqual({ rule: 'STEP2', us: us(1000) });
		expect(stop(doc, 3, 'start', 4500)).toEqual({ rule: 'STEP2', us: us(5000) });
	});

	it('an attempt goes round a step', () => {
		const doc = aDoc(anAttempt(1, 1000, 5000), aStep(2, 2000, 3000));
		expect(stop(doc, 1, 'start', 2500)).toEqual({ rule: 'ATT2', us: us(2000) });
		expect(stop(doc, 1, 'end', 2500)).toEqual({ rule: 'ATT2', us: us(3000) });
	});

	it('contact states of one hand', () => {
		const doc = aDoc(aContact(1, 1000, 2000), aContact(2, 2500, 3000, 'none'));
		expect(stop(doc, 1, 'end', 2600)).toEqual({ rule: 'CON1', us: us(2500) });
	});
});

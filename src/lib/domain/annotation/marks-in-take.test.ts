import { expect, it } from 'vitest';
import { marksInTake } from './marks-in-take.ts';

it('wall-clock marks are put on the clock of the take; what was held ends with it', () => {
	const marks = [
		{ kind: 'failure' as const, fromMs: 11_000, toMs: 11_500.25 },
		{ kind: 'recovery' as const, fromMs: 12_000, toMs: null },
		// Pressed in the part that a crash took: nothing may end before it begins.
		{ kind: 'attempt' as const, fromMs: 14_000, toMs: null }
	];
	expect(marksInTake({ firstFrameAtMs: 10_000, marks }, 3_000_000)).toEqual([
		{ kind: 'failure', fromUs: 1_000_000, toUs: 1_500_250 },
		{ kind: 'recovery', fromUs: 2_000_000, toUs: 3_000_000 },
		{ kind: 'attempt', fromUs: 4_000_000, toUs: 4_000_000 }
	]);
});

it('without the time of the first frame nobody knows where a mark belongs', () => {
	expect(marksInTake({ firstFrameAtMs: null, marks: [{ kind: 'failure', fromMs: 1, toMs: 2 }] }, 1_000_000)).toEqual(
		[]
	);
});

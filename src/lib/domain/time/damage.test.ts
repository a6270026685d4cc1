import { expect, it } from 'vitest';
import { damageSpans, type CheckedRow } from './damage.ts';

const take = (...bad: number[]): CheckedRow[] => [
	{ seq: 0, kind: 'init', firstPtsUs: null, problem: bad.includes(0) ? 'hash differs' : null },
	...[1, 2, 3, 4].map((seq): CheckedRow => ({
		seq,
		kind: 'fragment',
		firstPtsUs: (seq - 1) * 500_000,
		problem: bad.includes(seq) ? 'hash differs' : null
	}))
];

it('names the seconds of a damaged row, up to the next row', () => {
	expect(damageSpans(take(2))).toEqual([{ fromUs: 500_000, toUs: 1_000_000 }]);
	expect(damageSpans(take(4))).toEqual([{ fromUs: 1_500_000, toUs: null }]);
	expect(damageSpans(take())).toEqual([]);
});

it('joins rows beside each other, and keeps others apart', () => {
	expect(damageSpans(take(1, 2))).toEqual([{ fromUs: 0, toUs: 1_000_000 }]);
	expect(damageSpans(take(1, 3))).toEqual([
		{ fromUs: 0, toUs: 500_000 },
		{ fromUs: 1_000_000, toUs: 1_500_000 }
	]);
});

it('a missing row lies between its neighbours', () => {
	expect(damageSpans(take().filter((row) => row.seq !== 3))).toEqual([{ fromUs: 500_000, toUs: 1_500_000 }]);
});

it('without its head, or cut anywhere, nothing can be relied on', () => {
	expect(damageSpans(take(0))).toEqual([{ fromUs: 0, toUs: null }]);
	expect(damageSpans([{ seq: 0, kind: 'bytes', firstPtsUs: null, problem: 'hash differs' }])).toEqual([
		{ fromUs: 0, toUs: null }
	]);
});

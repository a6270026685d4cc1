import { expect, it } from 'vitest';
import { cellsOf, counterOf, judgeCounters, ROUND, stepsBetween } from '../bench/painted-counter.ts';

it('reads back every counter, also grey and noisy', () => {
	for (let counter = 0; counter < ROUND; counter += 1) {
		expect(counterOf(cellsOf(counter))).toBe(counter);
		expect(counterOf(cellsOf(counter).map((cell, i) => 40 + cell * 0.6 + ((i * 37) % 23)))).toBe(counter);
	}
});

it('does not guess: one wrong cell, a grey cell or no strip at all is no counter', () => {
	for (let at = 2; at < 18; at += 1) {
		const cells = cellsOf(1234);
		cells[at] = 255 - cells[at]!;
		expect(counterOf(cells), `cell ${at}`).toBeNull();
		cells[at] = 128;
		expect(counterOf(cells), `cell ${at}`).toBeNull();
	}
	expect(counterOf(new Array<number>(20).fill(90))).toBeNull();
});

it('goes round, and knows back from on', () => {
	expect(stepsBetween(ROUND - 1, 1)).toBe(2);
	expect(stepsBetween(5, 3)).toBe(-2);
});

it('finds what is missing, double or out of order', () => {
	expect(judgeCounters([ROUND - 2, ROUND - 1, 0, 3, 3, 4, 6, 5, 7])).toEqual({
		frames: 9,
		unreadable: 0,
		duplicates: 1,
		reordered: 1,
		// One step is walked twice: there and back.
		sourceFrames: 11,
		gaps: [
			{ index: 2, missing: 2 },
			{ index: 5, missing: 1 },
			{ index: 7, missing: 1 }
		]
	});
	expect(judgeCounters([1, null, 3])).toMatchObject({ unreadable: 1, sourceFrames: 3 });
});

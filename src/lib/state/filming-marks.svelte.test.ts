import { expect, it } from 'vitest';
import { FilmingMarks } from './filming-marks.svelte.ts';

it('a press and its letting go are a mark; a repeated key is one press; what is held ends with the take', () => {
	let now = 1000;
	const marks = new FilmingMarks(() => now);
	const kept: unknown[] = [];
	marks.start((all) => kept.push(all));
	marks.press('failure');
	now = 1200;
	marks.press('failure');
	now = 1500;
	marks.release('failure');
	marks.release('failure');
	marks.press('recovery');
	now = 2000;
	marks.finish();
	const failure = { kind: 'failure', fromMs: 1000, toMs: 1500 };
	expect(marks.marks).toEqual([failure, { kind: 'recovery', fromMs: 1500, toMs: 2000 }]);
	expect(marks.count('failure')).toBe(1);
	// Each press and each letting go was kept at once.
	expect(kept).toEqual([
		[{ kind: 'failure', fromMs: 1000, toMs: null }],
		[failure],
		[failure, { kind: 'recovery', fromMs: 1500, toMs: null }],
		[failure, { kind: 'recovery', fromMs: 1500, toMs: 2000 }]
	]);
	marks.press('attempt');
	expect(kept).toHaveLength(4);
	marks.start(() => undefined);
	expect(marks.marks).toEqual([]);
});

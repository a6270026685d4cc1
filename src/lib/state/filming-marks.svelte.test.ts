import { expect, it } from 'vitest';
import { FilmingMarks } from './filming-marks.svelte.ts';

it('a press and its letting go are a mark; a repeated key is one press; what is held ends with the take', () => {
	let now = 1000;
	const marks = new FilmingMarks(() => now);
	marks.start();
	marks.press('failure');
	now = 1200;
	marks.press('failure');
	now = 1500;
	marks.release('failure');
	marks.release('failure');
	marks.press('recovery');
	now = 2000;
	expect(marks.finish()).toEqual([
		{ kind: 'failure', fromMs: 1000, toMs: 1500 },
		{ kind: 'recovery', fromMs: 1500, toMs: 2000 }
	]);
	expect(marks.count('failure')).toBe(1);
	marks.start();
	expect(marks.finish()).toEqual([]);
});

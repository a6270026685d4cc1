import { expect, it } from 'vitest';
import { EMPTY_DOC } from './take-doc.ts';
import { segmentId, us } from './fixtures.ts';
import { planFilmingMarks, type FilmingMark } from './plan-filming-marks.ts';

/** Ten seconds at 25 frames a second. */
const frames = { timesUs: Float64Array.from({ length: 250 }, (_, i) => i * 40_000), endUs: us(10_000) };
const mark = (kind: FilmingMark['kind'], fromMs: number, toMs = fromMs): FilmingMark => ({ kind, fromUs: fromMs * 1000, toUs: toMs * 1000 }); // prettier-ignore
const plan = (marks: FilmingMark[], lagUs = 0) => {
	let n = 0;
	return planFilmingMarks(EMPTY_DOC, marks, frames, lagUs, () => segmentId(++n)).map(({ after }) => after);
};

it('[MARK1] a held press lasts as long, a tap half a second, each on the nearest border between frames', () => {
	expect(plan([mark('failure', 2010, 3010), mark('recovery', 4000, 4090)])).toMatchObject([
		{ kind: 'failure', startUs: us(2000), endUs: us(3000), madeWhile: 'filming' },
		{ kind: 'recovery', startUs: us(4000), endUs: us(4480), recovers: segmentId(1) }
	]);
});

it('[MARK2] a mark of an attempt says that the next begins: two marks are three attempts without a hole', () => {
	expect(plan([mark('attempt', 6000), mark('attempt', 3000)])).toMatchObject([
		{ kind: 'attempt', startUs: us(0), endUs: us(3000) },
		{ kind: 'attempt', startUs: us(3000), endUs: us(6000) },
		{ kind: 'attempt', startUs: us(6000), endUs: us(10_000) }
	]);
});

it('[MARK3] edges are put earlier by the lag and say so; the ends of the take are nobody’s press', () => {
	const [failure, first, second] = plan([mark('failure', 2000, 3000), mark('attempt', 5000)], 240_000);
	expect(failure).toMatchObject({ startUs: us(1760), endUs: us(2760), shifted: { startUs: 240_000, endUs: 240_000 } });
	expect(first).toMatchObject({ endUs: us(4760), shifted: { endUs: 240_000 } });
	expect(second).toMatchObject({ startUs: us(4760), endUs: us(10_000), shifted: { startUs: 240_000 } });
});

it('[MARK4] a press before the first frame or after the last is put to the ends, and one wholly outside is none', () => {
	expect(
		plan([mark('failure', -500, 1000), mark('failure', 9500, 12_000), mark('failure', 11_000, 12_000)])
	).toMatchObject([
		{ startUs: us(0), endUs: us(1000) },
		{ startUs: us(9480), endUs: us(10_000) }
	]);
});

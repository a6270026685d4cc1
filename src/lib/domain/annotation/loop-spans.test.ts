import { describe, expect, it } from 'vitest';
import { CLIP, us } from './fixtures.ts';
import { loopSpans } from './loop-spans.ts';

const span = (startMs: number, endMs: number) => ({ startUs: us(startMs), endUs: us(endMs) });
const PIECES = [span(1000, 3000), span(5000, 5400), span(8000, 10_000)];

describe('what is looped', () => {
	it('is the chosen label', () => {
		expect(loopSpans(span(100, 200), PIECES, CLIP, 0)).toEqual([span(100, 200)]);
	});
	it('is a second on either side of the nearest cut, without what is cut out', () => {
		expect(loopSpans(null, PIECES, CLIP, us(4900))).toEqual([span(2000, 3000), span(5000, 5400)]);
		expect(loopSpans(null, PIECES, CLIP, us(7000))).toEqual([span(5000, 5400), span(8000, 9000)]);
	});
	it('begins at the first kept frame where that is nearest', () => {
		expect(loopSpans(null, PIECES, CLIP, us(500))).toEqual([span(1000, 2000)]);
	});
	it('is everything where nothing is cut', () => {
		expect(loopSpans(null, [CLIP], CLIP, us(500))).toEqual([CLIP]);
	});
});

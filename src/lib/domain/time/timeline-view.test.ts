import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampView, leastSpanUs, ticksOf, viewWith, zoomView } from './timeline-view.ts';

const END = 600e6;
const LEAST = leastSpanUs(33_333, 1200, END);

it('the closest look has frames 40 px apart', () => {
	// 1200 px / 40 px = 30 frames of 33 333 µs.
	expect(LEAST).toBeCloseTo(999_990);
	expect(leastSpanUs(33_333, 1200, 500_000)).toBe(500_000);
});

describe('zoom', () => {
	it('keeps what is under the pointer where it is', () => {
		const view = zoomView({ fromUs: 100e6, spanUs: 200e6 }, 4, 150e6, END, LEAST);
		expect(view).toEqual({ fromUs: 137.5e6, spanUs: 50e6 });
		expect((150e6 - view.fromUs) / view.spanUs).toBeCloseTo(0.25);
	});

	it('never leaves the clip, whatever is asked for, and there and back is the same', () => {
		const times = fc.double({ min: -1e9, max: 1e9, noNaN: true });
		fc.assert(
			fc.property(times, fc.double({ min: 1, max: 1e9, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }), times, (fromUs, spanUs, by, aroundUs) => {
				const start = clampView({ fromUs, spanUs }, END, LEAST);
				const view = zoomView(start, by, Math.max(0, Math.min(END, aroundUs)), END, LEAST);
				expect(view.fromUs).toBeGreaterThanOrEqual(0);
				expect(view.fromUs + view.spanUs).toBeLessThanOrEqual(END + 1e-3);
				expect(view.spanUs).toBeGreaterThanOrEqual(LEAST - 1e-3);
			})
		); // prettier-ignore
		const there = zoomView({ fromUs: 100e6, spanUs: 100e6 }, 8, 140e6, END, LEAST);
		const back = zoomView(there, 1 / 8, 140e6, END, LEAST);
		expect([back.fromUs, back.spanUs].map(Math.round)).toEqual([100e6, 100e6]);
	});
});

it('moves only when the place is out of sight', () => {
	const view = { fromUs: 100e6, spanUs: 100e6 };
	expect(viewWith(view, 150e6, END)).toBe(view);
	expect(viewWith(view, 300e6, END)).toEqual({ fromUs: 295e6, spanUs: 100e6 });
	expect(viewWith(view, 599e6, END)).toEqual({ fromUs: 500e6, spanUs: 100e6 });
});

it('a ruler has round marks that are far enough apart', () => {
	// 10 s over 1000 px, 70 px apart: 0.7 s, so every second.
	expect(ticksOf({ fromUs: 2.5e6, spanUs: 10e6 }, 1000, 70, END)).toEqual(
		[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((s) => s * 1e6)
	);
	expect(ticksOf({ fromUs: 0, spanUs: 600e6 }, 1200, 70, END)).toHaveLength(11);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PtsUs } from '../../schema/time.ts';
import type { Span } from '../annotation/lanes.ts';
import { chooseSlots, shownAsCorrected } from './choose-slots.ts';

const at = (...values: number[]) => values as PtsUs[];
const every = (count: number, stepUs: number) => at(...Array.from({ length: count }, (_, i) => Math.round(i * stepUs)));
const kept = (...spans: [number, number][]): Span[] =>
	spans.map(([startUs, endUs]) => ({ startUs: startUs as PtsUs, endUs: endUs as PtsUs }));
const sources = (slots: ReturnType<typeof chooseSlots>) => slots.map((slot) => slot.sourceUs);

describe('chooseSlots', () => {
	it('takes each frame of a constant-rate source once', () => {
		const slots = chooseSlots(every(300, 1e6 / 30), kept([0, 10_000_000]), 30);
		expect(slots).toHaveLength(300);
		expect(slots.some((slot) => slot.repeated)).toBe(false);
		expect(slots[299]).toEqual({ timeUs: 9_966_667, sourceUs: 9_966_667, repeated: false });
	});
	it('takes them once too when a file rounds its times to whole milliseconds', () => {
		const times = at(...every(90, 1e6 / 30).map((t) => Math.round(t / 1000) * 1000));
		const slots = chooseSlots(times, kept([0, 3_000_000]), 30);
		expect(sources(slots)).toEqual(times);
	});
	it('repeats over a gap and skips where frames come faster, and says which', () => {
		// Slots of 10 fps at 0, 100, 200, 300, 400 ms; newest due: 0, 90, 90 (gap), 290 (250 is skipped), 400.
		const slots = chooseSlots(at(0, 90_000, 250_000, 290_000, 400_000), kept([0, 500_000]), 10);
		expect(sources(slots)).toEqual([0, 90_000, 90_000, 290_000, 400_000]);
		expect(slots.map((slot) => slot.repeated)).toEqual([false, false, true, false, false]);
	});
	it('never shows a frame that was cut away, neither before nor after', () => {
		const slots = chooseSlots(at(0, 100_000, 200_000, 300_000, 400_000), kept([150_000, 350_000]), 10);
		expect(sources(slots)).toEqual([200_000, 200_000]); // slot 0 at 150 ms shows the first kept frame, not the one at 100 ms
	});
	it('keeps a range that starts between frames in step', () => {
		const slots = chooseSlots(every(100, 20_000), kept([1_000_000, 1_500_000]), 25);
		expect(slots).toHaveLength(13); // 12.5 slots: the half one is shown
		expect(slots[0]!.sourceUs).toBe(1_000_000);
		expect(slots[1]!.sourceUs).toBe(1_040_000);
	});
	it('goes on at the next piece as if nothing lay between, and shows no frame of the hole', () => {
		// 10 fps, kept 0 to 300 ms and 700 to 900 ms: slots at 0, 100, 200 and then 300, 400 on the clock of what is kept.
		const slots = chooseSlots(every(10, 100_000), kept([0, 300_000], [700_000, 900_000]), 10);
		expect(sources(slots)).toEqual([0, 100_000, 200_000, 700_000, 800_000]);
		expect(slots.map((slot) => slot.timeUs)).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
		expect(slots.some((slot) => slot.repeated)).toBe(false);
	});
	it('keeps the rate over pieces that are no whole number of slots', () => {
		// Two pieces of 150 ms at 10 fps: 300 ms kept, three slots; the frame at 150 ms of each piece is never due on its own.
		const slots = chooseSlots(every(20, 50_000), kept([0, 150_000], [500_000, 650_000]), 10);
		expect(sources(slots)).toEqual([0, 100_000, 550_000]);
	});
	it('shows a frame that a person corrected where a newer one would have taken its slot', () => {
		// Slots of 10 fps at 0, 100, 200, 300, 400 ms; without the person: 0, 90, 190, 290, 390, and 150 is in none.
		const [times, whole] = [at(0, 90_000, 150_000, 190_000, 290_000, 390_000), kept([0, 500_000])];
		expect(sources(chooseSlots(times, whole, 10))).not.toContain(150_000);
		const slots = chooseSlots(times, whole, 10, at(150_000));
		expect(sources(slots)).toEqual([0, 90_000, 150_000, 290_000, 390_000]);
		expect(slots.some((slot) => slot.repeated)).toBe(false);
		expect(shownAsCorrected(times, whole, 10, at(150_000))).toEqual([150_000]);
		// One that is shown anyway changes nothing, nor does one that is cut away.
		expect(shownAsCorrected(times, whole, 10, at(190_000))).toEqual([]);
		expect(shownAsCorrected(times, kept([180_000, 500_000]), 10, at(150_000))).toEqual([]);
	});
	it('lets the frame that had to wait fill a slot that would have repeated', () => {
		// 150 and 190 ms are due at 200, nothing new at 300.
		const slots = chooseSlots(at(0, 90_000, 150_000, 190_000, 390_000), kept([0, 500_000]), 10, at(150_000));
		expect(sources(slots)).toEqual([0, 90_000, 150_000, 190_000, 390_000]);
		expect(slots.some((slot) => slot.repeated)).toBe(false);
	});
	it('shows every frame at most once in a row and never goes back, whatever is corrected', () => {
		const frames = fc.array(fc.tuple(fc.integer({ min: 1_000, max: 90_000 }), fc.boolean()), { minLength: 2 });
		fc.assert(
			fc.property(frames, (gaps) => {
				let us = 0;
				const all = gaps.map(([gap, corrected]) => ({ us: (us += gap), corrected }));
				const whole = kept([0, us + 33_333]);
				const corrected = at(...all.filter((one) => one.corrected).map((one) => one.us));
				const slots = chooseSlots(at(...all.map((one) => one.us)), whole, 30, corrected);
				slots.forEach((slot, i) => {
					const before = slots[i - 1];
					if (before) expect(slot.sourceUs).toBeGreaterThanOrEqual(before.sourceUs);
					expect(slot.repeated).toBe(slot.sourceUs === before?.sourceUs);
				});
				// A corrected frame is missing only where a newer corrected one has its slot.
				const shown = new Set(slots.map((slot) => slot.sourceUs));
				corrected.forEach((one, i) => {
					const next = corrected[i + 1];
					if (!shown.has(one)) expect(next !== undefined && next - one < 1e6 / 30 + 500).toBe(true);
				});
			}),
			{ numRuns: 300 }
		);
	});
	it('of nothing is nothing', () => {
		expect(chooseSlots([], kept([0, 1_000_000]), 30)).toEqual([]);
		expect(chooseSlots(at(0, 10), kept([5_000_000, 6_000_000]), 30)).toEqual([]);
	});
});

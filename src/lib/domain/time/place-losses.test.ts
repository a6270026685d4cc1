import { expect, it } from 'vitest';
import { placeLosses, type Loss } from './place-losses.ts';

const FRAME = 33_333;
const timesOf = (counters: number[]): number[] => counters.map((counter) => counter * FRAME);

it('puts a loss behind the frame that was the last one, however late the camera itself was elsewhere', () => {
	const times = timesOf([0, 1, 2, 4, 5, 9]);
	expect(placeLosses(times, [{ from: 3, to: 3, missing: 1 }], FRAME)).toEqual(new Map([[2, 1]]));
});

it('among the frames of one look it goes where there is most time', () => {
	const times = timesOf([0, 1, 2, 4, 5, 6]);
	for (const [from, to] of [
		[2, 3],
		[3, 4],
		[1, 5]
	] as const)
		expect(placeLosses(times, [{ from, to, missing: 1 }], FRAME)).toEqual(new Map([[2, 1]]));
});

it('goes to a gap a few frames off where those of the look have no time for it', () => {
	const times = timesOf([0, 1, 2, 3, 4, 7, 8, 9]);
	for (const from of [2, 3, 4, 5, 6, 7])
		expect(placeLosses(times, [{ from, to: from, missing: 2 }], FRAME)).toEqual(new Map([[4, 2]]));
	expect(placeLosses(times, [{ from: 1, to: 1, missing: 2 }], FRAME)).toEqual(new Map([[0, 2]]));
	// Nowhere is time for it: it stays where it was counted.
	expect(placeLosses(timesOf([0, 1, 2, 3, 4]), [{ from: 3, to: 3, missing: 1 }], FRAME)).toEqual(new Map([[2, 1]]));
});

it('shares several losses of one look among the gaps by their length', () => {
	expect(placeLosses(timesOf([0, 1, 4, 5, 7, 8]), [{ from: 1, to: 5, missing: 3 }], FRAME)).toEqual(
		new Map([
			[1, 2],
			[3, 1]
		])
	);
});

it('leaves out what was lost before the first frame and after the last', () => {
	expect(placeLosses([], [{ from: 0, to: 0, missing: 2 }], FRAME).size).toBe(0);
	expect(placeLosses([0], [{ from: 1, to: 1, missing: 2 }], FRAME).size).toBe(0);
	expect(placeLosses([0, FRAME], [{ from: 0, to: 0, missing: 1 }], FRAME).size).toBe(0);
	expect(placeLosses([0, FRAME], [{ from: 9, to: 9, missing: 1 }], FRAME).size).toBe(0);
});

it('places every loss of a long recording exactly when looks are frequent', () => {
	let state = 7;
	const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
	const counters: number[] = [];
	const losses: Loss[] = [];
	const wanted = new Map<number, number>();
	for (let counter = 0; counter < 3_000; counter += 1) {
		if (counters.length === 0 || counter === 2_999 || random() > 0.05) counters.push(counter);
		else {
			losses.push({ from: counters.length, to: counters.length, missing: 1 });
			wanted.set(counters.length - 1, (wanted.get(counters.length - 1) ?? 0) + 1);
		}
	}
	const times = timesOf(counters).map((time) => Math.round(time + (random() - 0.5) * 8_000));
	expect(placeLosses(times, losses, FRAME)).toEqual(wanted);
});

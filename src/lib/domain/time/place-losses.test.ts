import { expect, it } from 'vitest';
import { placeLosses, type Loss } from './place-losses.ts';

const FRAME = 33_333;
const timesOf = (counters: number[]): number[] => counters.map((counter) => counter * FRAME);
/** Noticed by a look some time after the frame with this counter came, the look before that being 20 ms earlier. */
const noticed = (counter: number, lateUs: number, missing = 1): Loss => ({
	fromUs: counter * FRAME + lateUs - 20_000,
	toUs: counter * FRAME + lateUs,
	missing
});

it('puts a loss before the frame that came when it was noticed, however late the camera itself was elsewhere', () => {
	const times = timesOf([0, 1, 2, 4, 5, 9]);
	for (const lateUs of [1_000, 10_000, 30_000])
		expect(placeLosses(times, [noticed(4, lateUs)], FRAME), `${lateUs}`).toEqual(new Map([[2, 1]]));
});

it('among the frames of one look it goes where there is most time', () => {
	const times = timesOf([0, 1, 2, 4, 5, 6]);
	for (const [from, to] of [
		[1, 4],
		[3, 6],
		[0, 6]
	] as const)
		expect(placeLosses(times, [{ fromUs: from * FRAME, toUs: to * FRAME, missing: 1 }], FRAME)).toEqual(
			new Map([[2, 1]])
		);
});

it('stays within a frame of where it was noticed when nowhere is time for it', () => {
	const [[index]] = placeLosses(timesOf([0, 1, 2, 3, 4, 5, 6]), [noticed(4, 5_000)], FRAME) as never as [[number]];
	expect([2, 3]).toContain(index);
});

it('shares several losses of one look among the gaps by their length', () => {
	const whole = { fromUs: 0, toUs: 8 * FRAME, missing: 3 };
	expect(placeLosses(timesOf([0, 1, 4, 5, 7, 8]), [whole], FRAME)).toEqual(
		new Map([
			[1, 2],
			[3, 1]
		])
	);
});

it('leaves out what was lost before the first frame and after the last', () => {
	expect(placeLosses([], [noticed(0, 0)], FRAME).size).toBe(0);
	expect(placeLosses([0], [noticed(0, 1_000)], FRAME).size).toBe(0);
	expect(placeLosses([0, FRAME], [noticed(-1, 0)], FRAME).size).toBe(0);
	expect(placeLosses([0, FRAME], [noticed(9, 0)], FRAME).size).toBe(0);
	expect(placeLosses([0, 2 * FRAME], [noticed(0, 5_000)], FRAME)).toEqual(new Map([[0, 1]]));
});

it('places every loss of a long recording exactly when looks are frequent', () => {
	let state = 7;
	const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
	const counters: number[] = [];
	const lost: number[] = [];
	for (let counter = 0; counter < 3_000; counter += 1)
		if (counters.length === 0 || counter === 2_999 || random() > 0.05) counters.push(counter);
		else lost.push(counter);
	const losses = lost.map((counter) => noticed(counter + 1, random() * 40_000));
	const wanted = new Map<number, number>();
	for (const counter of lost) {
		const before = counters.findLastIndex((each) => each < counter);
		wanted.set(before, (wanted.get(before) ?? 0) + 1);
	}
	const times = timesOf(counters).map((time) => Math.round(time + (random() - 0.5) * 8_000));
	times[0] = 0;
	const got = placeLosses(times, losses, FRAME);
	expect([...got].sort()).toEqual([...wanted].sort());
});

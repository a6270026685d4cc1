import { expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { liveTake } from './live-take.ts';

const times = Array.from({ length: 61 }, (_, i) => Math.round((i * 1e6) / 30));
const START = 7_000_000_000;
const note = (timeUs: number) => ({ timestampUs: START + timeUs, hands: [] });

it('keeps the frames that are in the file, on the file\u2019s own times', () => {
	const notes = [
		-33_333, 0, 66_667, 83_000, 133_332, 200_000, 266_667, 333_333, 400_000, 466_667, 533_333, 600_000, 5_000_000
	].map(note);
	expect(liveTake(notes, START, times)?.frames?.map(({ ptsUs }) => ptsUs)).toEqual([
		0, 66_667, 133_333, 200_000, 266_667, 333_333, 400_000, 466_667, 533_333, 600_000
	]);
});

it('says nothing of hands in a take that was hardly seen, and nothing at all of one that was not', () => {
	const seldom = [0, 500_000, 1_000_000, 1_500_000, 2_000_000].map(note);
	expect(liveTake(seldom, START, times)).toBeNull();
	const look = { ptsUs: ptsUs(0), luma: 30, clipped: 0, sharpness: 9, onHand: false };
	const looked = liveTake(
		seldom.map((one) => ({ ...one, look })),
		START,
		times
	);
	expect(looked?.frames).toBeNull();
	expect(looked?.looks.map(({ ptsUs }) => ptsUs)).toEqual([0, 500_000, 1_000_000, 1_500_000, 2_000_000]);
	expect(liveTake([], START, times)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { palmRegionInBox, palmViewOfBox, regionOfBox } from './box-seeds.ts';
import { nextTracks, NO_TRACKS, regionsToRead, wantsPalms, type HandTracks } from './hand-tracks.ts';
import { dropDoubles } from './same-hand.ts';

const rules = { hands: 2, palmEvery: 6 };
const region = (x: number) => ({ x, y: 100, side: 100, rotation: 0 });

/** On which of `count` frames palms are looked for, when `found` hands are there on each. */
function looks(start: HandTracks, found: number[], theRules = rules): number[] {
	let tracks = start;
	const on: number[] = [];
	found.forEach((count, frame) => {
		const looked = wantsPalms(tracks, theRules);
		if (looked) on.push(frame);
		tracks = nextTracks(
			tracks,
			looked,
			Array.from({ length: count }, (_, i) => region(300 * i))
		);
	});
	return on;
}

describe('when palms are looked for', () => {
	it('on every frame while there is no hand: the first one is found on the frame that shows it', () => {
		expect(looks(NO_TRACKS, [0, 0, 0, 0])).toEqual([0, 1, 2, 3]);
	});
	it('on every sixth while one of two is missing', () => {
		expect(looks(NO_TRACKS, new Array<number>(14).fill(1))).toEqual([0, 6, 12]);
	});
	it('never while both are tracked, nor for a second hand that nobody asked for', () => {
		expect(looks(NO_TRACKS, [2, 2, 2, 2])).toEqual([0]);
		expect(looks(NO_TRACKS, [1, 1, 1, 1], { ...rules, hands: 1 })).toEqual([0]);
	});
	it('on every second frame for a second after a hand was lost, at once when it was the last', () => {
		// Lost on frame 3: known from frame 4 on.
		expect(looks(NO_TRACKS, [2, 2, 2, 1, 1, 1, 1, 1])).toEqual([0, 4, 6]);
		expect(looks(NO_TRACKS, [2, ...new Array<number>(50).fill(1)]).filter((frame) => frame > 30)).toEqual([36, 42, 48]);
		expect(looks(NO_TRACKS, [1, 0, 0])).toEqual([0, 2]);
	});
	it('on every frame while a hand is missing, as MediaPipe does, when asked to', () => {
		expect(looks(NO_TRACKS, [1, 1, 1], { hands: 2, palmEvery: 1 })).toEqual([0, 1, 2]);
	});
});

describe('which regions are read', () => {
	const tracks = { ...NO_TRACKS, regions: [region(100)] };
	it('takes a palm that overlaps a tracked hand by more than half for that hand', () => {
		// Shifted by 30: 70 · 100 shared of 13 000 = 0.54; by 40: 6 000 of 14 000 = 0.43.
		expect(regionsToRead(tracks, [region(130)], rules)).toEqual([region(100)]);
		expect(regionsToRead(tracks, [region(140)], rules)).toEqual([region(100), region(140)]);
	});
	it('reads no more than were asked for, tracked ones first', () => {
		expect(regionsToRead(tracks, [region(500), region(900)], rules)).toEqual([region(100), region(500)]);
	});
});

describe('one hand read twice', () => {
	const frame = { width: 1000, height: 1000 };
	/** 21 points on a 6 · 4 grid, 20 and 30 pixels apart. The first `moved` ones stand where others of the same hand stand. */
	const aHand = (dx: number, moved = 0) => ({
		imageLandmarks: Float32Array.from(
			Array.from({ length: 21 }, (_, i) => {
				const place = i < moved ? (i + 10) % 21 : i;
				return [(100 + (place % 6) * 20 + dx) / 1000, (100 + Math.floor(place / 6) * 30) / 1000, 0];
			}).flat()
		)
	});
	it('is kept once, the earlier', () => {
		const [first, second] = [aHand(0), aHand(10)];
		expect(dropDoubles([first, second], frame)).toEqual([first]);
	});
	it('is two hands when they lie apart', () => {
		// The palm's longest side: wrist (0, 0), index knuckle (100, 0), little knuckle (100, 60): 117. A fifth is 23.
		expect(dropDoubles([aHand(0), aHand(22)], frame).length).toBe(1);
		expect(dropDoubles([aHand(0), aHand(25)], frame).length).toBe(2);
	});
	it('needs ten landmarks in one place', () => {
		expect(dropDoubles([aHand(0), aHand(0, 11)], frame).length).toBe(1);
		expect(dropDoubles([aHand(0), aHand(0, 12)], frame).length).toBe(2);
	});
});

describe('inside a box', () => {
	const box = { x: 100, y: 100, width: 200, height: 100 };
	const palm = (x: number, y: number, size = 50) => ({
		x,
		y,
		width: size,
		height: size,
		points: Float32Array.from([x, y + size, 0, 0, x, y, ...new Array<number>(8).fill(0)]),
		confidence: 0.9
	});
	it('is a square with room around the box', () => {
		expect(regionOfBox(box, 1)).toEqual({ x: 200, y: 150, side: 260, rotation: 1 });
		expect(palmViewOfBox(box)).toMatchObject({ x: 200, y: 150, side: 320, rotation: 0 });
	});
	it('begins at the surest palm whose middle lies in it, fingers up', () => {
		const found = palmRegionInBox([palm(400, 100), palm(150, 120)], box);
		// Palm's middle (175, 145), up by half of 50.
		expect(found).toEqual({ x: 175, y: 120, side: 130, rotation: expect.closeTo(0, 9) });
		expect(palmRegionInBox([palm(400, 100)], box)).toBeNull();
	});
});

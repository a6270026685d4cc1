import { describe, expect, it } from 'vitest';
import { advise, boxOfHand, type CoachHand, type CoachInput } from './advise.ts';
import { lookOfPixels } from './look-of-pixels.ts';

const hand = (side: 'left' | 'right', more: Partial<CoachHand> = {}): CoachHand => ({
	side,
	left: 0.4,
	top: 0.4,
	right: 0.6,
	bottom: 0.7,
	...more
});
const good = (more: Partial<CoachInput> = {}): CoachInput => ({
	hands: [hand('right')],
	wanted: 'one',
	tracking: true,
	look: { luma: 120, clipped: 0, sharpness: 90 },
	bestSharpness: 100,
	fps: 30,
	wantedFps: 30,
	...more
});
const states = (input: CoachInput) => advise(input).lamps.map((lamp) => lamp.state);

describe('the coach', () => {
	it('says nothing when all is well', () => {
		expect(advise(good()).advice).toBeNull();
		expect(states(good())).toEqual(['unknown', 'good', 'good', 'good', 'good', 'good']);
	});
	it('asks for the other hand only where both are wanted', () => {
		expect(advise(good({ wanted: 'both' })).advice?.code).toBe('show_other_hand');
		expect(states(good({ wanted: 'both' }))[0]).toBe('warn');
	});
	it('says nothing of hands while nobody looks for them', () => {
		expect(advise(good({ hands: [], tracking: false })).advice).toBeNull();
		expect(states(good({ hands: [], tracking: false })).slice(0, 3)).toEqual(['unknown', 'unknown', 'unknown']);
	});
	it('puts light before hands, because without light no hand is found', () => {
		expect(advise(good({ hands: [], look: { luma: 30, clipped: 0, sharpness: 1 } })).advice?.code).toBe('too_dark');
	});
	it('names the edge that a hand touches and whose hand it is', () => {
		expect(advise(good({ hands: [hand('left', { left: 0.01 })] })).advice).toEqual({
			code: 'near_left_edge',
			side: 'left',
			value: null
		});
	});
	it('measures distance in percent of the height', () => {
		expect(advise(good({ hands: [hand('right', { top: 0.1, bottom: 0.8 })] })).advice).toEqual({
			code: 'too_near',
			side: null,
			value: 70
		});
		expect(advise(good({ hands: [hand('right', { top: 0.4, bottom: 0.45 })] })).advice).toMatchObject({
			code: 'too_far',
			value: 5
		});
	});
	it('compares sharpness with the best of the same camera, and the rate with the one asked for', () => {
		expect(advise(good({ bestSharpness: 300 })).advice?.code).toBe('not_sharp');
		expect(advise(good({ fps: 15 })).advice).toMatchObject({ code: 'slow_camera', value: 15 });
	});
	it('finds the box of a hand', () => {
		expect(boxOfHand('left', [0.1, 0.5, 0, 0.3, 0.2, 0])).toEqual({
			side: 'left',
			left: 0.1,
			right: 0.3,
			top: 0.2,
			bottom: 0.5
		});
	});
});

describe('how a picture looks', () => {
	const grey = (...values: number[]) => values.flatMap((v) => [v, v, v, 255]);
	it('measures luma and clipped pixels: three of four at the ends', () => {
		expect(lookOfPixels(grey(0, 4, 128, 255), 2, 2)).toMatchObject({ luma: 96.75, clipped: 0.75 });
	});
	it('finds a flat picture unsharp and a chequered one sharp', () => {
		const flat = lookOfPixels(grey(...Array<number>(16).fill(99)), 4, 4);
		const board = lookOfPixels(
			grey(...Array.from({ length: 16 }, (_, i) => ((i + Math.floor(i / 4)) % 2) * 255)),
			4,
			4
		);
		expect(flat.sharpness).toBeCloseTo(0, 5);
		expect(board.sharpness).toBeGreaterThan(100_000);
	});
});

import { describe, expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { drawHands, type DrawnHand } from './draw-hands.ts';
import { fitBox } from './fit-box.ts';
import { LandmarkRing } from './landmark-ring.ts';

/** Writes down what is drawn: enough of a canvas for `drawHands`. */
function aRecorder() {
	const discs: [number, number, string][] = [];
	const squares: [number, number, string][] = [];
	const lines: [number, number][] = [];
	const dashes: number[] = [];
	const strokes: { colour: string; width: number }[] = [];
	let shape: (() => void) | null = null;
	const context = {
		fillStyle: '',
		strokeStyle: '',
		lineWidth: 0,
		lineCap: '',
		globalAlpha: 1,
		setLineDash: (dash: number[]) => dashes.push(dash.length),
		save() {},
		restore() {},
		beginPath: () => (shape = null),
		moveTo: (x: number, y: number) => lines.push([x, y]),
		lineTo: (x: number, y: number) => lines.push([x, y]),
		arc: (x: number, y: number) => (shape = () => discs.push([x, y, context.fillStyle])),
		rect: (x: number, y: number, w: number) => (shape = () => squares.push([x + w / 2, y + w / 2, context.fillStyle])),
		fill: () => shape?.(),
		stroke: () => strokes.push({ colour: context.strokeStyle, width: context.lineWidth })
	};
	return { discs, squares, lines, strokes, dashes, context: context as unknown as CanvasRenderingContext2D };
}
const aHand = (more: Partial<DrawnHand> = {}): DrawnHand => ({
	side: 'left',
	imageLandmarks: Float32Array.from({ length: 63 }, (_, i) => (i % 3 === 0 ? 0.25 : i % 3 === 1 ? 0.5 : 0)),
	...more
});

describe('drawHands', () => {
	it('puts points at their place in the box, and on the other side in a mirror', () => {
		const plain = aRecorder();
		drawHands(plain.context, [aHand()], { x: 10, y: 20, width: 400, height: 200 });
		expect(plain.discs[0]!.slice(0, 2)).toEqual([110, 120]);
		const mirror = aRecorder();
		drawHands(mirror.context, [aHand()], { x: 10, y: 20, width: 400, height: 200, mirrored: true });
		expect(mirror.discs[0]!.slice(0, 2)).toEqual([310, 120]);
	});
	it('left and right differ in shape, and a halo lies under both', () => {
		const { context, discs, squares, strokes } = aRecorder();
		drawHands(context, [aHand(), aHand({ side: 'right' })], { width: 640, height: 480 });
		// 21 points: halo and colour for the left, and a dark middle more for the right.
		expect([discs.length, squares.length]).toEqual([42, 63]);
		expect(strokes.map((s) => s.colour)).toEqual(['#0b0e12', '#56b4e9', '#0b0e12', '#e69f00', '#0b0e12']);
		expect(strokes[0]!.width - strokes[1]!.width).toBe(2);
	});
	it('a filled-in hand has dashed bones and hollow points', () => {
		const { context, discs, dashes } = aRecorder();
		drawHands(context, [aHand({ filled: true }), aHand()], { width: 640, height: 480 });
		expect(dashes).toEqual([2, 0, 0, 0]);
		expect(discs.length).toBe(21 * 3 + 21 * 2);
	});
	it('leaves out what is not in the picture, with its bones; hidden points are hollow; moved ones have a ring', () => {
		const states = Array.from(
			{ length: 21 },
			(_, i) => (i === 20 ? 'outside' : i === 19 ? 'occluded' : 'visible') as never
		);
		const moved = Array.from({ length: 21 }, (_, i) => i === 3);
		const { context, discs, lines } = aRecorder();
		drawHands(context, [aHand({ states, moved })], { width: 640, height: 480 });
		expect(lines.length).toBe(40);
		expect(discs.length).toBe(20 * 2 + 1 + 2);
		expect(discs.filter(([, , colour]) => colour === '#ffffff').length).toBe(1);
	});
});

it('fitBox is object-fit', () => {
	// 16:9 in a square of 90: contained it is 90 wide and 50.625 high; covering it is 160 wide.
	expect(fitBox({ width: 16, height: 9 }, { width: 90, height: 90 }, 'contain')).toEqual({
		x: 0,
		y: 19.6875,
		width: 90,
		height: 50.625
	});
	expect(fitBox({ width: 16, height: 9 }, { width: 90, height: 90 }, 'cover')).toEqual({
		x: -35,
		y: 0,
		width: 160,
		height: 90
	});
	expect(fitBox({ width: 0, height: 0 }, { width: 90, height: 90 }, 'cover').width).toBe(0);
});

it('the ring keeps the newest frames', () => {
	const ring = new LandmarkRing(3);
	expect([ring.latest, ring.at(5), ring.rate()]).toEqual([null, null, 0]);
	for (const time of [0, 100_000, 200_000, 300_000]) ring.push({ ptsUs: ptsUs(time), hands: [] });
	expect(ring.latest!.ptsUs).toBe(300_000);
	expect(ring.at(250_000)!.ptsUs).toBe(200_000);
	expect(ring.at(50_000)).toBeNull();
	expect(ring.pushed).toBe(4);
	expect(ring.rate()).toBe(10);
});

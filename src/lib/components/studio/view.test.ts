import { expect, it } from 'vitest';
import { handView, toPicture, toStage, wholeView } from './view.ts';

const picture = { width: 400, height: 300 };

it('the whole picture fits, in the middle', () => {
	expect(wholeView({ width: 1000, height: 300 }, picture)).toEqual({ x: 300, y: 0, width: 400, height: 300 });
	expect(wholeView({ width: 200, height: 600 }, picture)).toEqual({ x: 0, y: 225, width: 200, height: 150 });
});

it('a hand fills 60 % of the height, in the middle', () => {
	// 40 picture points high in a stage of 300: 180 / 40 = 4.5 times; its middle at (200, 150).
	const view = handView({ width: 1000, height: 300 }, picture, [
		{ x: 0.45, y: 130 / 300 },
		{ x: 0.55, y: 170 / 300 }
	]);
	expect(view.width).toBeCloseTo(1800);
	expect(toStage(view, 0.5, 0.5)).toEqual({ x: 500, y: 150 });
});

it('is never smaller than the whole picture', () => {
	const stage = { width: 400, height: 300 };
	expect(
		handView(stage, picture, [
			{ x: 0, y: 0 },
			{ x: 1, y: 1 }
		]).width
	).toBe(400);
	expect(handView(stage, picture, [])).toEqual(wholeView(stage, picture));
});

it('there and back', () => {
	const view = { x: 12, y: -30, width: 640, height: 480 };
	const there = toStage(view, 0.25, 0.5);
	expect(toPicture(view, there.x, there.y)).toEqual({ x: 0.25, y: 0.5 });
});

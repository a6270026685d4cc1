import { fitBox } from '../overlay/fit-box.ts';

/** Where the picture lies on a canvas: canvas = picture (0..1 of its size) times (width, height), plus (x, y). CSS px. */
export type View = { x: number; y: number; width: number; height: number };
export type Box = { width: number; height: number };

/** The whole picture, as large as it fits. */
export const wholeView = (stage: Box, picture: Box): View => fitBox(picture, stage, 'contain');

/** Share of the stage that the hand fills. */
const HAND_SHARE = 0.6;

/** The picture enlarged so that a hand fills 60 % of the height (or of the width), in the middle. Never smaller than whole. */
export function handView(stage: Box, picture: Box, points: readonly { x: number; y: number }[]): View {
	const whole = wholeView(stage, picture);
	if (points.length === 0) return whole;
	const xs = points.map((point) => point.x * picture.width);
	const ys = points.map((point) => point.y * picture.height);
	const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	const fit = Math.min(stage.width / Math.max(1, right - left), stage.height / Math.max(1, bottom - top)) * HAND_SHARE;
	const scale = Math.max(whole.width / picture.width, Math.min(8, fit));
	return {
		x: stage.width / 2 - ((left + right) / 2) * scale,
		y: stage.height / 2 - ((top + bottom) / 2) * scale,
		width: picture.width * scale,
		height: picture.height * scale
	};
}

export const toStage = (view: View, x: number, y: number) => ({
	x: view.x + x * view.width,
	y: view.y + y * view.height
});
export const toPicture = (view: View, x: number, y: number) => ({
	x: (x - view.x) / view.width,
	y: (y - view.y) / view.height
});

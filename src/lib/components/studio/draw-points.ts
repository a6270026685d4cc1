import { BONES } from '$lib/domain/hands/topology.ts';
import type { HandOnPicture } from '$lib/state/point-editor.svelte.ts';
import { toStage, type View } from './view.ts';

const HALO = '#0b0e12';
const FINGERS = [
	{ colour: '#d55e00', shape: 'triangle' },
	{ colour: '#f0e442', shape: 'disc' },
	{ colour: '#009e73', shape: 'square' },
	{ colour: '#56b4e9', shape: 'diamond' },
	{ colour: '#cc79a7', shape: 'pentagon' }
] as const;
type Shape = (typeof FINGERS)[number]['shape'] | 'ring';

/** 0 thumb … 4 little; the wrist has none. */
const fingerOf = (index: number) => (index === 0 ? null : FINGERS[Math.floor((index - 1) / 4)]!);
export const pointColour = (index: number): string => fingerOf(index)?.colour ?? '#ffffff';
export const pointShape = (index: number): Shape => fingerOf(index)?.shape ?? 'ring';

/**
 * One hand for correcting: a colour and a shape for each finger, the model's place of a moved point dashed.
 * `words` is what stands beside the model's place of the selected point.
 */
export function drawPoints(
	ctx: CanvasRenderingContext2D,
	hand: HandOnPicture,
	view: View,
	selected: number,
	words: { model: string; point: string }
): void {
	const at = hand.points.map((point) => toStage(view, point.x, point.y));
	ctx.lineCap = 'round';
	// Filled in between other frames: nothing here was seen.
	ctx.setLineDash(hand.filled ? [6, 7] : []);
	for (const [from, to] of BONES) {
		const finger = fingerOf(to);
		const palm = from === 0 || ([5, 9, 13].includes(from) && [9, 13, 17].includes(to));
		line(ctx, at[from]!, at[to]!, palm && to !== 1 ? '#ffffff' : (finger?.colour ?? '#ffffff'));
	}
	ctx.setLineDash([]);
	hand.points.forEach((point, i) => {
		const model = hand.model;
		if (point.moved && model) {
			const was = toStage(view, model[i * 3]!, model[i * 3 + 1]!);
			drawWas(ctx, was, at[i]!);
			// On the side away from the point, so that the words hide neither.
			if (i === selected) label(ctx, words.model, { ...was, align: at[i]!.x < was.x ? 'start' : 'end' });
		}
	});
	hand.points.forEach((point, i) => drawPoint(ctx, i, at[i]!, point.state === 'visible' && !hand.filled));
	const chosen = at[selected];
	if (!chosen) return;
	ctx.lineWidth = 5;
	ctx.strokeStyle = HALO;
	circle(ctx, chosen, 14);
	ctx.stroke();
	ctx.lineWidth = 3;
	ctx.strokeStyle = '#b49bff';
	ctx.stroke();
	const places: Place[] = [
		{ x: chosen.x, y: chosen.y + 32, align: 'center' },
		{ x: chosen.x + 8, y: chosen.y, align: 'start' },
		{ x: chosen.x - 8, y: chosen.y, align: 'end' },
		{ x: chosen.x, y: chosen.y - 32, align: 'center' }
	];
	const hidden = (place: Place) => {
		const box = labelBox(ctx, words.point, place);
		return at.filter(({ x, y }) => x > box.x && x < box.x + box.width && Math.abs(y - place.y) < 18).length;
	};
	// Where it hides the fewest points.
	const free = places.reduce((best, place) => (hidden(place) < hidden(best) ? place : best));
	label(ctx, words.point, free);
}

type XY = { x: number; y: number };
/** A place for words: to the right of it, to the left, or centred on it. */
type Place = XY & { align: 'start' | 'center' | 'end' };

function line(ctx: CanvasRenderingContext2D, a: XY, b: XY, colour: string): void {
	for (const [width, style] of [
		[6, HALO],
		[3, colour]
	] as const) {
		ctx.lineWidth = width;
		ctx.strokeStyle = style;
		ctx.beginPath();
		ctx.moveTo(a.x, a.y);
		ctx.lineTo(b.x, b.y);
		ctx.stroke();
	}
}

function drawWas(ctx: CanvasRenderingContext2D, was: XY, now: XY): void {
	for (const [width, style] of [
		[5, HALO],
		[2.5, '#ffffff']
	] as const) {
		ctx.lineWidth = width;
		ctx.strokeStyle = style;
		ctx.setLineDash(style === HALO ? [] : [4, 5]);
		ctx.beginPath();
		ctx.moveTo(was.x, was.y);
		ctx.lineTo(now.x, now.y);
		ctx.stroke();
		circle(ctx, was, 8);
		ctx.stroke();
	}
	ctx.setLineDash([]);
}

/** Filled where the point is seen, hollow where it is not. */
function drawPoint(ctx: CanvasRenderingContext2D, index: number, at: XY, seen: boolean): void {
	outline(ctx, pointShape(index), at, 6.5);
	ctx.lineJoin = 'round';
	ctx.fillStyle = seen ? pointColour(index) : HALO;
	ctx.strokeStyle = HALO;
	ctx.lineWidth = 4;
	ctx.stroke();
	ctx.fill();
	ctx.lineWidth = 1.8;
	ctx.strokeStyle = seen ? HALO : pointColour(index);
	ctx.stroke();
	if (index === 0) {
		ctx.fillStyle = HALO;
		circle(ctx, at, 2.5);
		ctx.fill();
	}
}

function outline(ctx: CanvasRenderingContext2D, shape: Shape, { x, y }: XY, r: number): void {
	if (shape === 'disc' || shape === 'ring') return circle(ctx, { x, y }, r);
	const corners = { triangle: 3, square: 4, diamond: 4, pentagon: 5 }[shape];
	const turn = shape === 'square' ? Math.PI / 4 : 0;
	const size = shape === 'triangle' ? r * 1.25 : r * 1.12;
	ctx.beginPath();
	for (let i = 0; i < corners; i++) {
		const angle = -Math.PI / 2 + turn + (i * 2 * Math.PI) / corners;
		ctx.lineTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
	}
	ctx.closePath();
}

function circle(ctx: CanvasRenderingContext2D, { x, y }: XY, r: number): void {
	ctx.beginPath();
	ctx.arc(x, y, r, 0, 2 * Math.PI);
}

function labelBox(ctx: CanvasRenderingContext2D, words: string, { x, align }: Place): { x: number; width: number } {
	ctx.font = `600 14px 'Noto Sans Variable', system-ui, sans-serif`;
	const width = ctx.measureText(words).width + 12;
	return { x: { start: x + 14, center: x - width / 2, end: x - width - 14 }[align], width };
}

function label(ctx: CanvasRenderingContext2D, words: string, place: Place): void {
	const { x, width } = labelBox(ctx, words, place);
	ctx.fillStyle = '#101418e6';
	ctx.fillRect(x, place.y - 12, width, 24);
	ctx.fillStyle = '#f2f4f6';
	ctx.textBaseline = 'middle';
	ctx.textAlign = 'left';
	ctx.fillText(words, x + 6, place.y);
}

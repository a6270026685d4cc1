import type { SeenSpan, Series } from '$lib/domain/hands/hand-series.ts';
import type { PostureLane } from '$lib/domain/upper-body/posture-lanes.ts';
import { frameIndexAt } from '$lib/domain/time/frame-times.ts';
import type { TimelineView } from '$lib/domain/time/timeline-view.ts';
import type { Segment } from '$lib/schema/annotation.ts';
import type { Side } from '$lib/schema/ids.ts';
import type { Ink } from './ink.ts';

/** What a lane is drawn on: CSS px, the view from 0 to `width`. */
export type Drawing = {
	ctx: CanvasRenderingContext2D;
	ink: Ink;
	width: number;
	height: number;
	view: TimelineView;
	xOf: (us: number) => number;
};

/** Room above the highest value, CSS px. */
const HEADROOM = 3;

/**
 * An area with a line; holes stay open. Where several frames share a column the one that counts is drawn: the highest, or
 * (`low`) the lowest, so that a short stop or a short grip does not get lost in a wide view.
 */
export function drawSeries({ ctx, ink, height, view, xOf }: Drawing, series: Series, top: number, low: boolean): void {
	const { timesUs, values } = series;
	const first = Math.max(0, frameIndexAt(timesUs, view.fromUs) - 1);
	const last = Math.min(timesUs.length - 1, frameIndexAt(timesUs, view.fromUs + view.spanUs) + 1);
	const line = new Path2D();
	const area = new Path2D();
	let [column, best, fromX, x] = [-Infinity, NaN, NaN, NaN];
	const put = (): void => {
		if (Number.isNaN(best)) return;
		const y = height - Math.min(1, best / top) * (height - HEADROOM);
		if (Number.isNaN(fromX)) {
			fromX = x;
			line.moveTo(x, y);
			area.moveTo(x, height);
		} else line.lineTo(x, y);
		area.lineTo(x, y);
		best = NaN;
	};
	const close = (): void => {
		put();
		if (!Number.isNaN(fromX)) area.lineTo(x, height);
		fromX = NaN;
		column = -Infinity;
	};
	for (let i = first; i <= last; i++) {
		const value = values[i]!;
		if (Number.isNaN(value)) {
			close();
			continue;
		}
		const here = xOf(timesUs[i]!);
		if (here - column >= 1) {
			put();
			column = here;
			x = here;
		}
		if (Number.isNaN(best) || (low ? value < best : value > best)) best = value;
	}
	close();
	ctx.fillStyle = ink['step-1'];
	ctx.fill(area);
	ctx.strokeStyle = ink['step-4'];
	ctx.lineWidth = 1.5;
	ctx.stroke(line);
}

/**
 * Values round the middle, which is 0: the left side dashed, the right one and what has no side solid. Where nothing is known
 * the line is broken.
 */
export function drawPosture({ ctx, ink, width, height, view, xOf }: Drawing, { lines, reach }: PostureLane): void {
	const middle = height / 2;
	ctx.lineWidth = 1;
	ctx.strokeStyle = ink['line-strong'];
	ctx.beginPath();
	ctx.moveTo(0, middle);
	ctx.lineTo(width, middle);
	ctx.stroke();
	for (const { side, series } of lines) {
		const { timesUs, values } = series;
		const first = Math.max(0, frameIndexAt(timesUs, view.fromUs) - 1);
		const last = Math.min(timesUs.length - 1, frameIndexAt(timesUs, view.fromUs + view.spanUs) + 1);
		ctx.lineWidth = 1.5;
		ctx.strokeStyle = side ? ink[side] : ink.ink;
		ctx.setLineDash(side === 'left' ? [4, 2] : []);
		ctx.beginPath();
		let broken = true;
		for (let i = first; i <= last; i++) {
			const value = values[i]!;
			const y = middle - Math.max(-1, Math.min(1, value / reach)) * (middle - HEADROOM);
			if (!Number.isNaN(value)) ctx[broken ? 'moveTo' : 'lineTo'](xOf(timesUs[i]!), y);
			broken = Number.isNaN(value);
		}
		ctx.stroke();
	}
	ctx.setLineDash([]);
}

/** Where each hand is seen: left above as a filled bar, right below as a hollow one. */
export function drawSeen({ ctx, ink, width, height, xOf }: Drawing, seen: Record<Side, readonly SeenSpan[]>): void {
	const bar = Math.max(3, height / 2 - 3);
	const box = (span: SeenSpan): [number, number] | null => {
		const [from, to] = [Math.max(-4, xOf(span.startUs)), Math.min(width + 4, xOf(span.endUs))];
		return to < 0 || from > width ? null : [from, Math.max(1, to - from)];
	};
	ctx.fillStyle = ink.left;
	for (const span of seen.left) {
		const at = box(span);
		if (at) ctx.fillRect(at[0], 1.5, at[1], bar);
	}
	ctx.strokeStyle = ink.right;
	ctx.lineWidth = 1.5;
	for (const span of seen.right) {
		const at = box(span);
		if (at) ctx.strokeRect(at[0] + 0.75, height - bar - 0.75, Math.max(0.5, at[1] - 1.5), bar - 0.75);
	}
}

/** A part of the take that a rule of the check speaks of. */
export type Moment = { startUs: number; endUs: number; bad: boolean; words: string };

/** Grey, because quality is no event: those to film again are darker and hatched. Words where they fit. */
export function drawMoments({ ctx, ink, width, height, xOf }: Drawing, moments: readonly Moment[]): void {
	ctx.font = `12px ${ink.font}`;
	ctx.textBaseline = 'middle';
	for (const { startUs, endUs, bad, words } of moments) {
		const [from, to] = [xOf(startUs), xOf(endUs)];
		if (to < 0 || from > width) continue;
		const wide = Math.max(3, to - from);
		ctx.fillStyle = ink[bad ? 'step-3' : 'step-2'];
		ctx.fillRect(from, 1, wide, height - 2);
		if (bad) hatch(ctx, ink.ink, from, wide, height);
		const textFrom = Math.max(0, from) + 4;
		const room = Math.min(width, to) - textFrom - 4;
		if (room < 30 || ctx.measureText(words).width > room) continue;
		if (bad) {
			ctx.fillStyle = ink[bad ? 'step-3' : 'step-2'];
			ctx.fillRect(textFrom - 2, 1, ctx.measureText(words).width + 4, height - 2);
		}
		ctx.fillStyle = '#0b0e12';
		ctx.fillText(words, textFrom, height / 2 + 0.5);
	}
}

function hatch(ctx: CanvasRenderingContext2D, colour: string, x: number, wide: number, height: number): void {
	ctx.save();
	ctx.beginPath();
	ctx.rect(x, 1, wide, height - 2);
	ctx.clip();
	ctx.strokeStyle = colour;
	ctx.globalAlpha = 0.5;
	ctx.lineWidth = 1;
	ctx.beginPath();
	for (let at = x - height; at < x + wide; at += 5) {
		ctx.moveTo(at, height);
		ctx.lineTo(at + height, 0);
	}
	ctx.stroke();
	ctx.restore();
}

/** Labels that are too narrow, or too many, to be buttons of their own: fill and edge alone, in the colours of their kind. */
export function drawSegments({ ctx, ink, width, height, xOf }: Drawing, segments: readonly Segment[]): void {
	for (const segment of segments) {
		const from = xOf(segment.startUs);
		const wide = Math.max(2, xOf(segment.endUs) - from);
		if (from + wide < 0 || from > width) continue;
		const [fill, edge] = coloursOf(segment, ink);
		ctx.fillStyle = fill;
		ctx.fillRect(from, 4, wide, height - 8);
		ctx.fillStyle = edge;
		ctx.fillRect(from, 4, Math.min(2, wide), height - 8);
		if (wide > 6) ctx.fillRect(from + wide - 2, 4, 2, height - 8);
	}
}

function coloursOf(segment: Segment, ink: Ink): [fill: string, edge: string] {
	if (segment.kind === 'failure') return [ink.failure, ink.failure];
	if (segment.kind === 'recovery') return [ink['recovery-tint'], ink.recovery];
	const side = 'side' in segment ? segment.side : null;
	return side === 'left' || side === 'right' ? [ink[`${side}-tint`], ink[side]] : [ink.panel, ink['line-strong']];
}

import { BONES } from '../../domain/hands/topology.ts';
import type { KeypointState } from '../../schema/annotation.ts';
import type { Side } from '../../schema/ids.ts';

/** One hand to draw. Landmarks or a person's points: 21 points, each x and y (and z, unused) over frame width and height. */
export type DrawnHand = {
	side: Side;
	/** 63 numbers: x, y, z of each point. */
	imageLandmarks: ArrayLike<number>;
	/** Hidden points are hollow, outside and absent ones are not drawn. Without it all are visible. */
	states?: readonly KeypointState[];
	/** Points that a person set carry a white ring. */
	moved?: readonly boolean[];
	/** A suggestion: dashed and grey, the side's shapes kept, until it is accepted. */
	suggested?: boolean;
	/** Not measured on this frame but filled in between others: dashed bones, hollow points. */
	filled?: boolean;
};

export type DrawOptions = {
	/** Box of the picture on the canvas, in the context's units (CSS pixels when it is scaled by the pixel ratio). */
	x?: number;
	y?: number;
	width: number;
	height: number;
	/** The picture is shown as in a mirror; landmarks never are. */
	mirrored?: boolean;
	/** Thickness of everything, 1 = for a picture 640 units wide. Chosen from the box when left out. */
	scale?: number;
	/** 0..1, for a hand that is not the one being worked on. */
	opacity?: number;
};

/** The same in both themes: they lie on the picture. Values of `--left-pic`, `--right-pic`, `--halo`. */
const COLOUR: Record<Side, string> = { left: '#56b4e9', right: '#e69f00' };
const HALO = '#0b0e12';
const MOVED = '#ffffff';
const SUGGESTED = '#c9d0d7';
const colourOf = ({ side, suggested }: Pick<DrawnHand, 'side' | 'suggested'>): string =>
	suggested ? SUGGESTED : COLOUR[side];

type Point = [x: number, y: number];

/**
 * Draws hands over a picture. Left: discs and solid bones with round ends. Right: hollow squares and double rails with
 * straight ends. A halo lies under every line, so that skin, wood and snow do not matter.
 * Does not clear the canvas.
 */
export function drawHands(
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
	hands: readonly DrawnHand[],
	options: DrawOptions
): void {
	const { x = 0, y = 0, width, height, mirrored = false, opacity = 1 } = options;
	const unit = options.scale ?? Math.min(1.6, Math.max(0.75, Math.sqrt((width * height) / (640 * 480))));
	context.save();
	context.globalAlpha = opacity;
	for (const hand of hands) {
		const at = (i: number): Point => {
			const across = hand.imageLandmarks[i * 3]!;
			return [x + (mirrored ? 1 - across : across) * width, y + hand.imageLandmarks[i * 3 + 1]! * height];
		};
		const shown = (i: number) => hand.states?.[i] !== 'absent' && hand.states?.[i] !== 'outside';
		const bones = BONES.filter(([from, to]) => shown(from) && shown(to)).map(([from, to]): [Point, Point] => [
			at(from),
			at(to)
		]);
		drawBones(context, bones, hand, unit);
		for (let i = 0; i < 21; i++) {
			const hidden = hand.filled === true || hand.states?.[i] === 'occluded';
			if (shown(i)) drawJoint(context, at(i), hand, unit, hidden, hand.moved?.[i] ?? false);
		}
	}
	context.restore();
}

function drawBones(
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
	bones: [Point, Point][],
	hand: Pick<DrawnHand, 'side' | 'suggested' | 'filled'>,
	unit: number
): void {
	const { side } = hand;
	context.lineCap = side === 'left' ? 'round' : 'butt';
	const line = (width: number, colour: string) => {
		context.lineWidth = width * unit;
		context.strokeStyle = colour;
		context.stroke();
	};
	context.beginPath();
	for (const [[ax, ay], [bx, by]] of bones) {
		context.moveTo(ax, ay);
		context.lineTo(bx, by);
	}
	// Widest first; the right hand's rails are what is left of a thick line with a dark core.
	line(side === 'left' ? 5 : 6.5, HALO);
	if (hand.suggested || hand.filled) context.setLineDash([5 * unit, 5 * unit]);
	line(side === 'left' ? 3 : 4.5, colourOf(hand));
	context.setLineDash([]);
	if (side === 'right') line(1.5, HALO);
}

function drawJoint(
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
	[x, y]: Point,
	hand: Pick<DrawnHand, 'side' | 'suggested'>,
	unit: number,
	hidden: boolean,
	moved: boolean
): void {
	const { side } = hand;
	const fill = (radius: number, colour: string) => {
		context.fillStyle = colour;
		context.beginPath();
		if (side === 'left') context.arc(x, y, radius * unit, 0, Math.PI * 2);
		else context.rect(x - radius * unit, y - radius * unit, radius * 2 * unit, radius * 2 * unit);
		context.fill();
	};
	if (moved) {
		fill(8, HALO);
		fill(7, MOVED);
	}
	fill(5.5, HALO);
	fill(4.5, colourOf(hand));
	if (hidden) fill(3, HALO);
	else if (side === 'right') fill(1.7, HALO);
}

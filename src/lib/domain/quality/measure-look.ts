import type { FrameLook } from '../../schema/quality.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { handMotions, type HandMotion } from './hand-motion.ts';
import { handsBox, type Box } from './hands-in-frame.ts';

/** A small grey picture: one byte a pixel, rows from the top. */
export type LumaPlane = { luma: Uint8Array; width: number; height: number };

/** Where to look: a frame, the box around its hands (null: the whole picture), how they move, and how many are not the person's. */
export type LookPlan = { ptsUs: PtsUs; box: Box | null; motion?: HandMotion | null; others?: number };

/** Pixels at these ends are lost. */
const CLIPPED_LOW = 4;
const CLIPPED_HIGH = 251;
/** Less of the picture outside the hand's box is no surrounding. */
const LEAST_OUTSIDE = 0.2;
/** Width over height of a picture nobody said the size of. */
export const USUAL_ASPECT = 16 / 9;

/** Trackers that tell other people's hands apart keep them here. */
type FrameWithOthers = TrackFrame & { bystanders?: readonly unknown[] };

/**
 * Which frames to look at: about `perSecond` a second, on the take's own times, the first frame always.
 * frames  landmarks of the same take, or null
 * aspect  width over height of the picture
 */
export function planLooks(
	timesUs: ArrayLike<number>,
	frames: readonly TrackFrame[] | null,
	perSecond: number,
	aspect = USUAL_ASPECT
): LookPlan[] {
	const motions = frames ? handMotions(frames, aspect) : [];
	const byTime = new Map(frames?.map((frame, i) => [frame.ptsUs as number, i]));
	const plan: LookPlan[] = [];
	let nextUs = -Infinity;
	for (let i = 0; i < timesUs.length; i++) {
		const at = timesUs[i]! as PtsUs;
		if (at < nextUs) continue;
		nextUs = at + 1e6 / perSecond;
		const index = byTime.get(at);
		const frame = index === undefined ? null : (frames![index]! as FrameWithOthers);
		plan.push({
			ptsUs: at,
			box: frame ? handsBox(frame) : null,
			motion: index === undefined ? null : motions[index]!,
			...(frame?.bystanders ? { others: frame.bystanders.length } : {})
		});
	}
	return plan;
}

/** RGBA, 0..255, to luma by the weights of BT.601. */
export function lumaOf(rgba: ArrayLike<number>, width: number, height: number): LumaPlane {
	const luma = new Uint8Array(width * height);
	for (let i = 0, p = 0; i < luma.length; i++, p += 4)
		luma[i] = (77 * rgba[p]! + 150 * rgba[p + 1]! + 29 * rgba[p + 2]!) >> 8;
	return { luma, width, height };
}

/**
 * Brightness, clipping and edges of a box of the picture, and of the whole of it. A box of less than 3 × 3 pixels is taken as
 * the whole picture.
 */
export function measureLook(plane: LumaPlane, plan: LookPlan): FrameLook {
	const rect = rectOf(plane, plan.box);
	const whole = measureRect(plane, { x0: 0, y0: 0, x1: plane.width, y1: plane.height });
	const look = rect ? measureRect(plane, rect) : whole;
	const outside = whole.pixels - look.pixels;
	const { motion, others } = plan;
	const way = motion ? wayOf(motion, plane) : null;
	return {
		ptsUs: plan.ptsUs,
		luma: look.luma,
		clipped: look.clipped,
		sharpness: look.sharpness,
		wholeLuma: whole.luma,
		wholeClipped: whole.clipped,
		wholeSharpness: whole.sharpness,
		...(rect && outside >= LEAST_OUTSIDE * whole.pixels
			? { outsideLuma: (whole.luma * whole.pixels - look.luma * look.pixels) / outside }
			: {}),
		...(rect && motion && way ? { handSpeed: motion.speed, handWay: way, edges: edgesOf(plane, rect) } : {}),
		...(others === undefined ? {} : { others }),
		onHand: rect !== null
	};
}

type Rect = { x0: number; y0: number; x1: number; y1: number };

/** Whole pixels of a box; null for none and for one that is too small. */
export function rectOf(plane: LumaPlane, box: Box | null): Rect | null {
	if (!box) return null;
	const rect = {
		x0: Math.floor(box.left * plane.width),
		y0: Math.floor(box.top * plane.height),
		x1: Math.ceil(box.right * plane.width),
		y1: Math.ceil(box.bottom * plane.height)
	};
	return rect.x1 - rect.x0 >= 3 && rect.y1 - rect.y0 >= 3 ? rect : null;
}

/** Unit vector of a motion on the plane; null where the hand as a whole stays. */
function wayOf({ vx, vy }: HandMotion, { width, height }: LumaPlane): [number, number] | null {
	const [x, y] = [vx * width, vy * height];
	const length = Math.sqrt(x * x + y * y);
	return length > 0 ? [x / length, y / length] : null;
}

function measureRect({ luma, width }: LumaPlane, { x0, y0, x1, y1 }: Rect) {
	let sum = 0;
	let clipped = 0;
	let [laplaceSum, laplaceSquares, inner] = [0, 0, 0];
	for (let y = y0; y < y1; y++)
		for (let x = x0; x < x1; x++) {
			const at = y * width + x;
			const value = luma[at]!;
			sum += value;
			if (value <= CLIPPED_LOW || value >= CLIPPED_HIGH) clipped += 1;
			if (x === x0 || y === y0 || x === x1 - 1 || y === y1 - 1) continue;
			const laplace = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * value;
			laplaceSum += laplace;
			laplaceSquares += laplace * laplace;
			inner += 1;
		}
	const pixels = (x1 - x0) * (y1 - y0);
	const mean = inner > 0 ? laplaceSum / inner : 0;
	return {
		pixels,
		luma: pixels > 0 ? sum / pixels : 0,
		clipped: pixels > 0 ? clipped / pixels : 0,
		sharpness: inner > 0 ? laplaceSquares / inner - mean * mean : 0
	};
}

/** Means of gx·gx, gx·gy and gy·gy inside a rectangle, by central differences. source: Förstner and Gülch 1987 */
function edgesOf({ luma, width }: LumaPlane, { x0, y0, x1, y1 }: Rect): [number, number, number] {
	let [xx, xy, yy] = [0, 0, 0];
	for (let y = y0 + 1; y < y1 - 1; y++)
		for (let x = x0 + 1; x < x1 - 1; x++) {
			const at = y * width + x;
			const gx = (luma[at + 1]! - luma[at - 1]!) / 2;
			const gy = (luma[at + width]! - luma[at - width]!) / 2;
			xx += gx * gx;
			xy += gx * gy;
			yy += gy * gy;
		}
	const pixels = (x1 - x0 - 2) * (y1 - y0 - 2);
	return [xx / pixels, xy / pixels, yy / pixels];
}

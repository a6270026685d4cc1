import type { FrameLook } from '../../schema/quality.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { handsBox, type Box } from './hands-in-frame.ts';

/** A small grey picture: one byte a pixel, rows from the top. */
export type LumaPlane = { luma: Uint8Array; width: number; height: number };

/** Where to look: a frame, and the box around its hands (null: the whole picture). */
export type LookPlan = { ptsUs: PtsUs; box: Box | null };

/** Pixels at these ends are lost. */
const CLIPPED_LOW = 4;
const CLIPPED_HIGH = 251;

/**
 * Which frames to look at: about `perSecond` a second, on the take's own times, the first frame always.
 * frames  landmarks of the same take, or null
 */
export function planLooks(
	timesUs: ArrayLike<number>,
	frames: readonly TrackFrame[] | null,
	perSecond: number
): LookPlan[] {
	const byTime = new Map(frames?.map((frame) => [frame.ptsUs as number, frame]));
	const plan: LookPlan[] = [];
	let nextUs = -Infinity;
	for (let i = 0; i < timesUs.length; i++) {
		const at = timesUs[i]! as PtsUs;
		if (at < nextUs) continue;
		nextUs = at + 1e6 / perSecond;
		const frame = byTime.get(at);
		plan.push({ ptsUs: at, box: frame ? handsBox(frame) : null });
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

/** Brightness, clipping and edges of a box of the picture, and the edges of the whole of it. A box of less than 3 × 3 pixels is taken as the whole picture. */
export function measureLook(plane: LumaPlane, plan: LookPlan): FrameLook {
	const look = measureBox(plane, plan);
	const whole = look.onHand ? measureBox(plane, { ...plan, box: null }) : look;
	return { ...look, wholeSharpness: whole.sharpness };
}

function measureBox(plane: LumaPlane, plan: LookPlan): FrameLook {
	let x0 = Math.floor((plan.box?.left ?? 0) * plane.width);
	let y0 = Math.floor((plan.box?.top ?? 0) * plane.height);
	let x1 = Math.ceil((plan.box?.right ?? 1) * plane.width);
	let y1 = Math.ceil((plan.box?.bottom ?? 1) * plane.height);
	const onHand = plan.box !== null && x1 - x0 >= 3 && y1 - y0 >= 3;
	if (!onHand) [x0, y0, x1, y1] = [0, 0, plane.width, plane.height];
	const { luma, width } = plane;
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
		ptsUs: plan.ptsUs,
		luma: pixels > 0 ? sum / pixels : 0,
		clipped: pixels > 0 ? clipped / pixels : 0,
		sharpness: inner > 0 ? laplaceSquares / inner - mean * mean : 0,
		onHand
	};
}

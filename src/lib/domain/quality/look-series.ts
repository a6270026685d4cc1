import type { FrameLook } from '../../schema/quality.ts';
import { globalShift } from './global-shift.ts';
import { noiseBetween, noiseWithin } from './noise.ts';
import { measureLook, type LookPlan, type LumaPlane } from './measure-look.ts';

/** Samples further apart than this are not compared: the picture may have come back meanwhile. */
const LONGEST_US = 500_000;

/**
 * Measures the sampled pictures of one take one after the other; each is compared with the one before, for shake and noise. Keeps one small plane.
 * Planes of another size than the first start anew.
 */
export function lookSeries(): (plane: LumaPlane, plan: LookPlan) => FrameLook {
	let before: { plane: LumaPlane; plan: LookPlan } | null = null;
	return (plane, plan) => {
		const within = noiseWithin(plane);
		const alone = { ...measureLook(plane, plan), noise: within };
		const last = before;
		before = { plane, plan };
		const tookUs = last ? plan.ptsUs - last.plan.ptsUs : 0;
		if (!last || tookUs <= 0 || tookUs > LONGEST_US) return alone;
		if (last.plane.width !== plane.width || last.plane.height !== plane.height) return alone;
		// Each is too large for a reason that the other does not know: texture, or a camera that moves.
		const look = { ...alone, noise: Math.min(within, noiseBetween(last.plane, plane)) };
		const boxes = [last.plan.box, plan.box].filter((box) => box !== null);
		const shift = globalShift(last.plane, plane, boxes);
		if (!shift) return look;
		return { ...look, shake: Math.sqrt(shift.x * shift.x + shift.y * shift.y) / (tookUs / 1e6) };
	};
}

import type { LumaPlane } from '../quality/measure-look.ts';
import { measureLook } from '../quality/measure-look.ts';
import { LAPLACE_GAIN, noiseBetween } from '../quality/noise.ts';
import type { StillLook } from '../../schema/probe.ts';
import { ptsUs } from '../../schema/units.ts';

/** Fewer pictures than this are no baseline. */
const LEAST = 5;
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** [CR11] The baseline of a still scene, from small pictures of one size in order of time; null for too few. */
export function stillLook(planes: readonly LumaPlane[]): StillLook | null {
	if (planes.length < LEAST) return null;
	const looks = planes.map((plane) => measureLook(plane, { ptsUs: ptsUs(0), box: null }));
	const noise = middle(planes.slice(1).map((plane, i) => noiseBetween(planes[i]!, plane)));
	return {
		luma: middle(looks.map((look) => look.luma)),
		clipped: middle(looks.map((look) => look.clipped)),
		sharpness: Math.max(0, middle(looks.map((look) => look.sharpness)) - LAPLACE_GAIN * noise * noise),
		noise
	};
}

import type { Series } from '../hands/hand-series.ts';
import type { Posture } from './posture.ts';

/** One kind of posture as it is drawn: a series for each line, and the value at the lane's upper edge. */
export type PostureLane = { lines: { side: 'left' | 'right' | null; series: Series }[]; reach: number };

/** Lanes reach at least so far, so that a person who sits still does not look like one who sways. */
const LEAST_DEGREES = 10;
const LEAST_WIDTHS = 0.1;

/**
 * Trunk lean (degrees, up is towards the picture's right edge) and shoulder lift (shoulder widths, up is raised), each with
 * 0 in its middle. A lane reaches to the value under which 95 of 100 lie, rounded up. Null where the take has none of it.
 */
export function postureLanes(series: readonly Posture[]): { lean: PostureLane | null; lift: PostureLane | null } {
	const timesUs = Float64Array.from(series, ({ ptsUs }) => ptsUs);
	const line = (side: 'left' | 'right' | null, value: (posture: Posture) => number | null) => ({
		side,
		series: { timesUs, values: Float32Array.from(series, (posture) => value(posture) ?? NaN) }
	});
	return {
		lean: lane([line(null, (posture) => posture.trunkLeanDegrees)], LEAST_DEGREES, 5),
		lift: lane(
			(['left', 'right'] as const).map((side) => line(side, ({ shoulderLift }) => shoulderLift[side])),
			LEAST_WIDTHS,
			0.05
		)
	};
}

function lane(lines: PostureLane['lines'], least: number, step: number): PostureLane | null {
	const far = lines
		.flatMap(({ series }) => [...series.values].filter((value) => !Number.isNaN(value)).map(Math.abs))
		.sort((a, b) => a - b);
	if (far.length === 0) return null;
	const usual = far[Math.floor(far.length * 0.95)] ?? far.at(-1)!;
	return { lines, reach: Math.max(least, Math.ceil(usual / step - 1e-9) * step) };
}

/** What was seen last at or before `atUs`, if it was within `withinUs`. */
export function postureAt(series: readonly Posture[], atUs: number, withinUs: number): Posture | null {
	const found = series.findLast(({ ptsUs }) => ptsUs <= atUs) ?? null;
	return found && atUs - found.ptsUs <= withinUs ? found : null;
}

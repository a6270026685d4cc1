/**
 * Coordinate descent: turns one angle at a time by a step that halves when no angle helps any more. Slow and plain, but
 * it gives the same answer on every machine, needs no derivative and keeps to the limits.
 */
export function descend(
	start: readonly number[],
	lowest: readonly number[],
	highest: readonly number[],
	cost: (angles: readonly number[]) => number
): number[] {
	const angles = start.map((angle, i) => Math.min(highest[i]!, Math.max(lowest[i]!, angle)));
	let best = cost(angles);
	for (let step = 16; step > 0.05;) {
		let improved = false;
		for (let i = 0; i < angles.length; i += 1) {
			for (const change of [step, -step]) {
				const before = angles[i]!;
				angles[i] = Math.min(highest[i]!, Math.max(lowest[i]!, before + change));
				const now = cost(angles);
				if (now < best - 1e-15) {
					best = now;
					improved = true;
				} else angles[i] = before;
			}
		}
		if (!improved) step /= 2;
	}
	return angles;
}

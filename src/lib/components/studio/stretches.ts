import type { Sample } from '$lib/domain/hands/hand-speed.ts';

/** Height of the box that lanes are drawn in; it is 1000 wide. */
export const LANE_HEIGHT = 100;

/** Each stretch of samples without a gap as `x,y` points of the box; a single sample makes no line. */
export function stretchesOf(samples: readonly Sample[], endUs: number, yOf: (value: number) => number): string[][] {
	const stretches: string[][] = [[]];
	for (const { ptsUs, value } of samples) {
		if (value === null) stretches.push([]);
		else stretches.at(-1)!.push(`${((ptsUs / endUs) * 1000).toFixed(1)},${yOf(value).toFixed(1)}`);
	}
	return stretches.filter((points) => points.length > 1);
}

/** Side of the square picture that the palm network looks at, pixels. */
export const PALM_INPUT = 192;
export const PALM_ANCHORS = 2016;
/**
 * Grids of anchors: cells along a side, and anchors in each cell. Strides 8, 16, 16, 16 with two anchors each; layers
 * of one stride share their grid, so the second grid stands for three.
 */
const GRIDS = [
	{ cells: PALM_INPUT / 8, each: 2 },
	{ cells: PALM_INPUT / 16, each: 6 }
] as const;

let anchors: Float32Array | null = null;

/** Centres of the 2016 anchors, x and y in 0..1 of the square. All have the size 1. */
export function palmAnchors(): Float32Array {
	if (anchors) return anchors;
	const made = new Float32Array(2 * PALM_ANCHORS);
	let at = 0;
	for (const { cells, each } of GRIDS)
		for (let y = 0; y < cells; y++)
			for (let x = 0; x < cells; x++)
				for (let n = 0; n < each; n++) {
					made[at++] = (x + 0.5) / cells;
					made[at++] = (y + 0.5) / cells;
				}
	return (anchors = made);
}

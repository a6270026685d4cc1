/** A grid of anchors: cells along a side, and anchors in each cell. Layers of one stride share their grid. */
export type AnchorGrid = { cells: number; each: number };

/** Centres of a detector's anchors, grid after grid, row after row: x and y in 0..1 of the square. All have the size 1. */
export function anchorCentres(grids: readonly AnchorGrid[]): Float32Array {
	const made: number[] = [];
	for (const { cells, each } of grids)
		for (let y = 0; y < cells; y++)
			for (let x = 0; x < cells; x++) for (let n = 0; n < each; n++) made.push((x + 0.5) / cells, (y + 0.5) / cells);
	return Float32Array.from(made);
}

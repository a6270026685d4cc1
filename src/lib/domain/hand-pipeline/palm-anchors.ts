import { anchorCentres } from '../detector/anchor-centres.ts';

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
export const palmAnchors = (): Float32Array => (anchors ??= anchorCentres(GRIDS));

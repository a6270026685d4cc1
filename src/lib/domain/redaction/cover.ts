/**
 * Makes a picture unrecognisable, in place: only `columns × rows` average colours are left of it, pulled towards their
 * mean, and spread smoothly. What those averages do not hold cannot be won back by any means.
 * rgba    8-bit, four values a pixel
 * source  measured: hard cells of a face still looked like a face to small detectors; soft ones at half contrast did not
 */
export function coverPixels(
	rgba: Uint8ClampedArray,
	width: number,
	height: number,
	columns: number,
	rows: number
): void {
	const cells = softened(cellAverages(rgba, width, height, columns, rows));
	for (let y = 0; y < height; y++) {
		const v = clampTo(((y + 0.5) / height) * rows - 0.5, rows - 1);
		const row = Math.min(Math.floor(v), Math.max(0, rows - 2));
		for (let x = 0; x < width; x++) {
			const u = clampTo(((x + 0.5) / width) * columns - 0.5, columns - 1);
			const column = Math.min(Math.floor(u), Math.max(0, columns - 2));
			const at = (y * width + x) * 4;
			for (let c = 0; c < 3; c++) rgba[at + c] = bilinear(cells, columns, rows, column, row, u - column, v - row, c);
			rgba[at + 3] = 255;
		}
	}
}

/** Share of a cell's own difference from the mean colour that is left. */
const CONTRAST = 0.5;

const clampTo = (value: number, max: number): number => Math.max(0, Math.min(max, value));

function cellAverages(rgba: Uint8ClampedArray, width: number, height: number, columns: number, rows: number) {
	const cells = new Float64Array(columns * rows * 3);
	const counts = new Float64Array(columns * rows);
	for (let y = 0; y < height; y++) {
		const row = Math.min(rows - 1, Math.floor((y * rows) / height));
		for (let x = 0; x < width; x++) {
			const cell = row * columns + Math.min(columns - 1, Math.floor((x * columns) / width));
			const at = (y * width + x) * 4;
			for (let c = 0; c < 3; c++) cells[cell * 3 + c]! += rgba[at + c]!;
			counts[cell]!++;
		}
	}
	return cells.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]!));
}

function softened(cells: Float64Array): Float64Array {
	const count = cells.length / 3;
	const mean = [0, 1, 2].map((c) => {
		let sum = 0;
		for (let i = c; i < cells.length; i += 3) sum += cells[i]!;
		return sum / count;
	});
	return cells.map((value, i) => mean[i % 3]! + (value - mean[i % 3]!) * CONTRAST);
}

function bilinear(
	cells: Float64Array,
	columns: number,
	rows: number,
	column: number,
	row: number,
	u: number,
	v: number,
	channel: number
): number {
	const right = Math.min(columns - 1, column + 1);
	const below = Math.min(rows - 1, row + 1);
	const value = (c: number, r: number) => cells[(r * columns + c) * 3 + channel]!;
	const top = value(column, row) * (1 - u) + value(right, row) * u;
	const bottom = value(column, below) * (1 - u) + value(right, below) * u;
	return top * (1 - v) + bottom * v;
}

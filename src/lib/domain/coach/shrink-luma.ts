/** Rows of luma bytes as a camera gives them. */
export type LumaRows = {
	bytes: Uint8Array;
	/** Place of the first byte, and bytes from one row to the next. */
	offset: number;
	stride: number;
	width: number;
	height: number;
	/** 0..255; else 16..235, as video has it. */
	fullRange: boolean;
};

/** Of every so many pixels and rows one is read: the mean of a cell is as good from a quarter of them. */
const EVERY = 2;

/** The picture in `width` × `height` cells, each the mean of its pixels, 0..255. Cells are no smaller than a pixel. */
export function shrinkLuma(rows: LumaRows, width: number, height: number): Float32Array {
	const { bytes, offset, stride, fullRange } = rows;
	const luma = new Float32Array(width * height);
	const edge = (cell: number, cells: number, pixels: number) => Math.floor((cell * pixels) / cells);
	const edges = Array.from({ length: width + 1 }, (_, column) => edge(column, width, rows.width));
	for (let row = 0; row < height; row += 1) {
		const [top, bottom] = [edge(row, height, rows.height), edge(row + 1, height, rows.height)];
		for (let column = 0; column < width; column += 1) {
			const [left, right] = [edges[column]!, edges[column + 1]!];
			let sum = 0;
			let count = 0;
			for (let y = top; y < bottom; y += EVERY)
				for (let at = offset + y * stride + left; at < offset + y * stride + right; at += EVERY) {
					sum += bytes[at]!;
					count += 1;
				}
			const mean = count > 0 ? sum / count : 0;
			luma[row * width + column] = fullRange ? mean : Math.min(255, Math.max(0, ((mean - 16) * 255) / 219));
		}
	}
	return luma;
}

import type { HandRegion } from './region.ts';

/** Luma and two quarter-size colour planes, 8 bits, and how to make RGB of them. */
export type YuvPixels = {
	kind: 'yuv';
	width: number;
	height: number;
	y: Uint8Array;
	u: Uint8Array;
	v: Uint8Array;
	strideY: number;
	strideU: number;
	strideV: number;
	/** Bytes from one colour sample to the next: 1, or 2 where the colours lie in pairs (NV12). */
	stepUV: number;
	matrix: 'bt601' | 'bt709';
	fullRange: boolean;
};
/** 8 bits each of red, green, blue and something. */
export type RgbaPixels = { kind: 'rgba'; width: number; height: number; data: Uint8Array | Uint8ClampedArray };
export type Pixels = YuvPixels | RgbaPixels;

/** Red from V, green from U and V, blue from U, over luma's range (ITU-R BT.601 and BT.709). */
const MATRICES = {
	bt601: [1.402, -0.344136, -0.714136, 1.772],
	bt709: [1.5748, -0.187324, -0.468124, 1.8556]
} as const;

/**
 * Pixels of a turned square as a network wants them.
 * into     3 · side², RGB, 0..1
 * outside  `edge` repeats the picture's edge, `black` is black
 * grid     corner to corner: the pixel with index i shows the place i/side of the way between the region's corners, counted
 *          in pixel indices; not half a pixel on. So MediaPipe samples, and so its landmarks are to be read.
 */
export function sampleRegion(
	pixels: Pixels,
	region: HandRegion,
	side: number,
	outside: 'edge' | 'black',
	into: Float32Array
): void {
	const step = region.side / side;
	const [dx, dy] = [step * Math.cos(region.rotation), step * Math.sin(region.rotation)];
	const half = side / 2;
	const left = region.x - half * dx + half * dy;
	const top = region.y - half * dy - half * dx;
	const grid = { left, top, dx, dy, side, black: outside === 'black' };
	if (pixels.kind === 'yuv') sampleYuv(pixels, grid, into);
	else sampleRgba(pixels, grid, into);
}

type Grid = { left: number; top: number; dx: number; dy: number; side: number; black: boolean };

function sampleRgba(
	{ width, height, data }: RgbaPixels,
	{ left, top, dx, dy, side, black }: Grid,
	into: Float32Array
): void {
	const [lastX, lastY] = [width - 1, height - 1];
	for (let row = 0, to = 0; row < side; row++) {
		let sx = left - row * dy;
		let sy = top + row * dx;
		for (let column = 0; column < side; column++, to += 3, sx += dx, sy += dy) {
			const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
			if (black && (ix < -1 || iy < -1 || ix > lastX || iy > lastY)) {
				into[to] = into[to + 1] = into[to + 2] = 0;
				continue;
			}
			const [fx, fy] = [sx - ix, sy - iy];
			let [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
			if (black) {
				if (ix < 0) a = c = 0;
				if (ix >= lastX) b = d = 0;
				if (iy < 0) a = b = 0;
				if (iy >= lastY) c = d = 0;
			}
			const x0 = ix < 0 ? 0 : ix > lastX ? lastX : ix;
			const x1 = ix < -1 ? 0 : ix >= lastX ? lastX : ix + 1;
			const y0 = (iy < 0 ? 0 : iy > lastY ? lastY : iy) * width;
			const y1 = (iy < -1 ? 0 : iy >= lastY ? lastY : iy + 1) * width;
			const [p, q, r, s] = [4 * (y0 + x0), 4 * (y0 + x1), 4 * (y1 + x0), 4 * (y1 + x1)];
			into[to] = (a * data[p]! + b * data[q]! + c * data[r]! + d * data[s]!) / 255;
			into[to + 1] = (a * data[p + 1]! + b * data[q + 1]! + c * data[r + 1]! + d * data[s + 1]!) / 255;
			into[to + 2] = (a * data[p + 2]! + b * data[q + 2]! + c * data[r + 2]! + d * data[s + 2]!) / 255;
		}
	}
}

function sampleYuv(pixels: YuvPixels, { left, top, dx, dy, side, black }: Grid, into: Float32Array): void {
	const { width, height, y: luma, u, v, strideY, strideU, strideV, stepUV, fullRange } = pixels;
	const [lastX, lastY] = [width - 1, height - 1];
	const floor = fullRange ? 0 : 16;
	const gain = 1 / (fullRange ? 255 : 219);
	const colour = 1 / (fullRange ? 255 : 224);
	const [rv, gu, gv, bu] = MATRICES[pixels.matrix].map((factor) => factor * colour) as [number, number, number, number];
	for (let row = 0, to = 0; row < side; row++) {
		let sx = left - row * dy;
		let sy = top + row * dx;
		for (let column = 0; column < side; column++, to += 3, sx += dx, sy += dy) {
			const ix = Math.floor(sx);
			const iy = Math.floor(sy);
			if (black && (ix < -1 || iy < -1 || ix > lastX || iy > lastY)) {
				into[to] = into[to + 1] = into[to + 2] = 0;
				continue;
			}
			const fx = sx - ix;
			const fy = sy - iy;
			const x0 = ix < 0 ? 0 : ix > lastX ? lastX : ix;
			const x1 = ix < -1 ? 0 : ix >= lastX ? lastX : ix + 1;
			const y0 = iy < 0 ? 0 : iy > lastY ? lastY : iy;
			const y1 = iy < -1 ? 0 : iy >= lastY ? lastY : iy + 1;
			const upper = luma[y0 * strideY + x0]! * (1 - fx) + luma[y0 * strideY + x1]! * fx;
			const lower = luma[y1 * strideY + x0]! * (1 - fx) + luma[y1 * strideY + x1]! * fx;
			const light = (upper * (1 - fy) + lower * fy - floor) * gain;
			// Colour is half as fine; its nearest sample differs from a blend by less than the landmarks can tell.
			const cx = ((fx < 0.5 ? x0 : x1) >> 1) * stepUV;
			const cy = (fy < 0.5 ? y0 : y1) >> 1;
			const cu = u[cy * strideU + cx]! - 128;
			const cv = v[cy * strideV + cx]! - 128;
			const red = light + rv * cv;
			const green = light + gu * cu + gv * cv;
			const blue = light + bu * cu;
			into[to] = red < 0 ? 0 : red > 1 ? 1 : red;
			into[to + 1] = green < 0 ? 0 : green > 1 ? 1 : green;
			into[to + 2] = blue < 0 ? 0 : blue > 1 ? 1 : blue;
		}
	}
}

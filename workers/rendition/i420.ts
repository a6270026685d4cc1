/** What `i420FromRgba` writes: ordinary video, as every player and `yuv420p` reader expects it. */
export const VIDEO_COLOURS = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

export const i420Bytes = (width: number, height: number): number => (width * height * 3) / 2;

/**
 * RGB pixels as planar 4:2:0, BT.709, limited range (ITU-R BT.709-6, 3.3 and 3.5). Done here because an encoder that is
 * given a canvas writes full range, which readers of datasets take for another pixel format.
 * rgba      8-bit, four values a pixel, `width` and `height` even
 * into      `i420Bytes` long: luma, then blue difference, then red difference; a chroma value is the mean of four pixels
 */
export function i420FromRgba(rgba: Uint8ClampedArray, width: number, height: number, into: Uint8Array): void {
	const chromaWidth = width / 2;
	const blueAt = width * height;
	const redAt = blueAt + chromaWidth * (height / 2);
	for (let y = 0; y < height; y += 2) {
		for (let x = 0; x < width; x += 2) {
			const at = y * width + x;
			let r = 0;
			let g = 0;
			let b = 0;
			for (let i = 0; i < 4; i++) {
				const pixel = at + (i & 1) + (i >> 1) * width;
				const red = rgba[pixel * 4]!;
				const green = rgba[pixel * 4 + 1]!;
				const blue = rgba[pixel * 4 + 2]!;
				into[pixel] = 16.5 + 0.182586 * red + 0.614231 * green + 0.062007 * blue;
				r += red;
				g += green;
				b += blue;
			}
			const chroma = (y >> 1) * chromaWidth + (x >> 1);
			into[blueAt + chroma] = 128.5 + (-0.100644 * r - 0.338572 * g + 0.439216 * b) / 4;
			into[redAt + chroma] = 128.5 + (0.439216 * r - 0.398942 * g - 0.040274 * b) / 4;
		}
	}
}

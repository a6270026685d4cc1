/** Pictures as sums of light: sub-frames add up as they do on a sensor, which sRGB values do not. */
export type LightPicture = { width: number; height: number; rgb: Float32Array };

export const darkPicture = (width: number, height: number): LightPicture => ({
	width,
	height,
	rgb: new Float32Array(width * height * 3)
});

const LINEAR = Float32Array.from({ length: 256 }, (_, i) => {
	const c = i / 255;
	return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});

/** sRGB 0..255 of linear light 0..1, in steps of 1/4095: finer than the eight bits it ends in. */
const ENCODED = Float32Array.from({ length: 4096 }, (_, i) => {
	const c = i / 4095;
	return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
});

export const encodeLight = (light: number): number => ENCODED[Math.min(4095, Math.max(0, Math.round(light * 4095)))]!;

/** Adds `weight` times a picture of RGBA bytes whose first row is the lowest one, as WebGL gives it. */
export function addLight(sum: LightPicture, rgba: Uint8Array, weight: number): void {
	const { width, height, rgb } = sum;
	for (let y = 0; y < height; y += 1) {
		let from = (height - 1 - y) * width * 4;
		let to = y * width * 3;
		for (let x = 0; x < width; x += 1, from += 4, to += 3) {
			rgb[to] = rgb[to]! + LINEAR[rgba[from]!]! * weight;
			rgb[to + 1] = rgb[to + 1]! + LINEAR[rgba[from + 1]!]! * weight;
			rgb[to + 2] = rgb[to + 2]! + LINEAR[rgba[from + 2]!]! * weight;
		}
	}
}

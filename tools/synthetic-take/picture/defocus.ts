import type { LightPicture } from './light.ts';

/** One pass of a running mean of 2·reach + 1 pixels; the edge pixel repeats beyond the edge. */
function meanAlong(
	from: Float32Array,
	to: Float32Array,
	lines: number,
	count: number,
	next: number,
	line: number,
	reach: number
) {
	const share = 1 / (2 * reach + 1);
	for (let l = 0; l < lines; l += 1) {
		for (let channel = 0; channel < 3; channel += 1) {
			const start = l * line + channel;
			const at = (i: number): number => from[start + Math.min(count - 1, Math.max(0, i)) * next]!;
			let sum = 0;
			for (let i = -reach; i <= reach; i += 1) sum += at(i);
			for (let i = 0; i < count; i += 1) {
				to[start + i * next] = sum * share;
				sum += at(i + reach + 1) - at(i - reach);
			}
		}
	}
}

/** The whole picture out of focus by about `radius` pixels: three running means each way come close to a round blur. */
export function defocus(picture: LightPicture, radius: number): LightPicture {
	const reach = Math.round(radius / Math.sqrt(3));
	if (reach < 1) return picture;
	const { width, height } = picture;
	let from: Float32Array = picture.rgb;
	let to: Float32Array = new Float32Array(picture.rgb.length);
	for (let pass = 0; pass < 3; pass += 1) {
		meanAlong(from, to, height, width, 3, width * 3, reach);
		[from, to] = [to, from];
		meanAlong(from, to, width, height, width * 3, 3, reach);
		[from, to] = [to, from];
	}
	return { width, height, rgb: from };
}

import type { Chance } from '../motion/chance.ts';
import { encodeLight, type LightPicture } from './light.ts';

const TABLE = 1 << 16;

/** Normal numbers to take noise from: drawing a million a frame anew would take longer than drawing the frame. */
export function normalTable(chance: Chance): Float32Array {
	return Float32Array.from({ length: TABLE }, () => {
		let sum = -6;
		for (let k = 0; k < 12; k += 1) sum += chance.next();
		return sum;
	});
}

/**
 * Light as the bytes of a camera: RGB, sRGB, first row on top, with the sensor's noise.
 * `noise` standard deviation of 255 in the middle tones; more in bright parts (photons) and some in the dark (reading).
 */
export function develop(picture: LightPicture, noise: number, table: Float32Array, chance: Chance): Uint8Array {
	const { rgb } = picture;
	const out = new Uint8Array(rgb.length);
	if (noise === 0) {
		for (let i = 0; i < rgb.length; i += 1) out[i] = Math.round(encodeLight(rgb[i]!));
		return out;
	}
	const row = picture.width * 3;
	for (let start = 0; start < rgb.length; start += row) {
		let place = Math.floor(chance.next() * TABLE);
		for (let i = start; i < start + row; i += 1) {
			const value = encodeLight(rgb[i]!);
			place = (place + 1) % TABLE;
			const spread = noise * (0.6 + (0.4 * value) / 128);
			out[i] = Math.min(255, Math.max(0, Math.round(value + spread * table[place]!)));
		}
	}
	return out;
}

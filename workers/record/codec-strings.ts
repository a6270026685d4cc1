import { avcLevel } from '../shared/avc-level.ts';

/** VP9 levels: number, luma samples a second, luma samples a picture. */
const VP9_LEVELS = [
	[21, 9_216_000, 245_760],
	[30, 20_736_000, 552_960],
	[31, 36_864_000, 983_040],
	[40, 83_558_400, 2_228_224],
	[41, 160_432_128, 2_228_224],
	[50, 311_951_360, 8_912_896],
	[51, 588_251_136, 8_912_896]
] as const;

/**
 * Codec strings to try for a camera picture, best first: H.264 baseline (no B-frames), H.264 main, VP9 profile 0, VP8.
 * The level follows from size and rate, because a level that is too low is refused as if the codec were missing.
 * width, height in pixels; fps in frames a second.
 * source  WebM project, VP9 levels
 */
export function codecStrings(width: number, height: number, fps: number): string[] {
	const samples = width * height;
	const vp9 =
		VP9_LEVELS.find(([, perSecond, perFrame]) => samples * fps <= perSecond && samples <= perFrame)?.[0] ?? 51;
	const level = avcLevel(width, height, fps);
	return [`avc1.4200${level}`, `avc1.4d00${level}`, `vp09.00.${vp9}.08`, 'vp8'];
}

/** Bits a second for an original that is to be looked at frame by frame: about 0.14 bit a pixel, 4 Mbit/s at 720p30. */
export const bitrateFor = (width: number, height: number, fps: number): number =>
	Math.max(1_000_000, Math.round((width * height * fps * 0.145) / 1000) * 1000);

import type { RenditionSpec } from '../../src/lib/schema/programme.ts';

/** Table A-1 of ITU-T H.264: level_idc, macroblocks a second, macroblocks a frame. */
const LEVELS = [
	[30, 40_500, 1_620],
	[31, 108_000, 3_600],
	[32, 216_000, 5_120],
	[40, 245_760, 8_192],
	[42, 522_240, 8_704],
	[50, 589_824, 22_080],
	[51, 983_040, 36_864]
] as const;

/**
 * Codec string of a rendition: constrained baseline, which has no B-frames, at the lowest level that fits size and rate.
 * Every device makes the same one from the same programme, so that episodes can be merged.
 */
export function avcCodec({ width, height, fps }: RenditionSpec): string {
	const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
	const level = LEVELS.find(([, perSecond, perFrame]) => blocks * fps <= perSecond && blocks <= perFrame)?.[0] ?? 52;
	return `avc1.42e0${level.toString(16)}`;
}

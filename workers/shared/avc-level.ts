/** Rows of ITU-T H.264 table A-1 that a camera may need: level_idc, macroblocks a second, macroblocks a frame. */
const LEVELS = [
	[30, 40_500, 1_620],
	[31, 108_000, 3_600],
	[32, 216_000, 5_120],
	[40, 245_760, 8_192],
	[42, 522_240, 8_704],
	[50, 589_824, 22_080],
	[51, 983_040, 36_864]
] as const;
const HIGHEST = 52;

/** The lowest H.264 level_idc that fits a picture (pixels) at a rate (frames a second), as the two hex digits of a codec string. */
export function avcLevel(width: number, height: number, fps: number): string {
	const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
	const level = LEVELS.find(([, perSecond, perFrame]) => blocks * fps <= perSecond && blocks <= perFrame)?.[0];
	return (level ?? HIGHEST).toString(16).padStart(2, '0');
}

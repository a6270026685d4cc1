/** Names of the 21 landmarks in MediaPipe's order: index = landmark. */
export const LANDMARK_NAMES = [
	'wrist',
	'thumb_cmc', 'thumb_mcp', 'thumb_ip', 'thumb_tip',
	'index_mcp', 'index_pip', 'index_dip', 'index_tip',
	'middle_mcp', 'middle_pip', 'middle_dip', 'middle_tip',
	'ring_mcp', 'ring_pip', 'ring_dip', 'ring_tip',
	'pinky_mcp', 'pinky_pip', 'pinky_dip', 'pinky_tip'
] as const; // prettier-ignore
export type LandmarkName = (typeof LANDMARK_NAMES)[number];

/** The 21 bones: the palm's outline, then each finger from its root to its tip. */
export const BONES: readonly (readonly [from: number, to: number])[] = [
	[0, 1], [0, 5], [5, 9], [9, 13], [13, 17], [0, 17],
	[1, 2], [2, 3], [3, 4],
	[5, 6], [6, 7], [7, 8],
	[9, 10], [10, 11], [11, 12],
	[13, 14], [14, 15], [15, 16],
	[17, 18], [18, 19], [19, 20]
]; // prettier-ignore

export const WRIST = 0;
export const INDEX_MCP = 5;
export const MIDDLE_MCP = 9;
export const PINKY_MCP = 17;

/** Landmarks of each digit, root to tip. */
export const DIGITS = {
	thumb: [1, 2, 3, 4],
	index: [5, 6, 7, 8],
	middle: [9, 10, 11, 12],
	ring: [13, 14, 15, 16],
	pinky: [17, 18, 19, 20]
} as const;
export type Digit = keyof typeof DIGITS;

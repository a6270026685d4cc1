// Apart from the schemas, so that rules and workers do not carry zod.

/** Every limit that a rule holds a value against, and the side on which a value is good. Units: RULES.md of `domain/quality`. */
export const LIMIT_DIRECTIONS = {
	hand_visibility: 'at_least',
	both_hands: 'at_least',
	longest_gap: 'at_most',
	hand_small: 'at_least',
	hand_large: 'at_most',
	margin: 'at_least',
	idle: 'at_most',
	other_hands: 'at_most',
	anatomy: 'at_most',
	dark: 'at_least',
	bright: 'at_most',
	clipped: 'at_most',
	backlight: 'at_least',
	sharpness: 'at_least',
	device_sharpness: 'at_least',
	motion_blur: 'at_most',
	shake: 'at_most',
	fps: 'at_least',
	frame_gap: 'at_most',
	duration_short: 'at_least',
	duration_long: 'at_most',
	faces: 'at_most'
} as const;
export type LimitId = keyof typeof LIMIT_DIRECTIONS;

/** What a person declares who declares nothing of their hands. */
export const NOTHING_DECLARED: {
	absent: { left: number[]; right: number[] };
	covered: { left: boolean; right: boolean };
} = { absent: { left: [], right: [] }, covered: { left: false, right: false } };

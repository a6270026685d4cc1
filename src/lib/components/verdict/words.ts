import { clockText } from '$lib/components/controls/clock.ts';
import { m } from '$lib/paraglide/messages.js';
import type { RuleId, RuleResult } from '$lib/schema/quality.ts';

/** What a worker reads about one rule: what it is and when, what to do, and value against limit. */
export type ReasonWords = { title: string; advice: string; value: string };

export const RULE_NAMES: Record<RuleId, () => string> = {
	hand_visibility: m.check_name_hand_visibility,
	longest_gap: m.check_name_longest_gap,
	both_hands: m.check_name_both_hands,
	distance: m.check_name_distance,
	margin: m.check_name_margin,
	idle: m.check_name_idle,
	other_hands: m.check_name_other_hands,
	anatomy: m.check_name_anatomy,
	backlight: m.check_name_backlight,
	motion_blur: m.check_name_motion_blur,
	shake: m.check_name_shake,
	faces: m.check_name_faces,
	light: m.check_name_light,
	sharpness: m.check_name_sharpness,
	cadence: m.check_name_cadence,
	duration: m.check_name_duration
};

const percent = (share: number) => `${Math.round(share * 100)} %`;
/** As many digits as it takes to see on which side of the limit a value lies. */
const decimal = (value: number) => String(Number(value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2)));

/** A value in its unit, without its limit. */
const plain: Record<RuleResult['unit'], (value: number) => string> = {
	share: percent,
	seconds: (value) => `${decimal(value)} s`,
	luma: (value) => value.toFixed(0),
	ratio: (value) => value.toFixed(2),
	fps: (value) => value.toFixed(1),
	width_s: (value) => `${decimal(value * 100)} %`
};

/** When: the worst moment, or "all the time" where the moments fill nine tenths of the take. */
function whenOf(result: RuleResult, durationUs: number): string {
	const [worst] = result.moments;
	if (!worst) return '';
	const total = result.moments.reduce((sum, one) => sum + one.endUs - one.startUs, 0);
	if (total >= durationUs * 0.9) return m.check_when_all();
	// Rounded outwards, so that the moment lies inside what is said.
	const [from, to] = [clockText(worst.startUs), clockText(Math.ceil(worst.endUs / 1e6) * 1e6)];
	return from === to ? m.check_when_at({ at: from }) : m.check_when_span({ from, to });
}

export function reasonWords(result: RuleResult, durationUs: number): ReasonWords {
	const { title, advice, value } = said(result, whenOf(result, durationUs));
	const limit = plain[result.unit](result.threshold);
	const against = result.direction === 'at_least' ? m.check_at_least : m.check_at_most;
	return { title: title.trim(), advice, value: against({ value, limit }) };
}

function said(result: RuleResult, when: string): ReasonWords {
	const { rule, value, unit, direction } = result;
	switch (rule) {
		case 'hand_visibility':
			return {
				title: m.check_hands_leave(),
				advice: m.check_hands_advice(),
				value: m.check_hands_value({ share: percent(value) })
			};
		case 'longest_gap':
			return {
				title: m.check_gap({ when }),
				advice: m.check_gap_advice(),
				value: m.check_gap_value({ seconds: decimal(value) })
			};
		case 'both_hands':
			return {
				title: m.check_both_hands({ when }),
				advice: m.check_both_hands_advice(),
				value: m.check_both_hands_value({ share: percent(value) })
			};
		case 'distance': {
			const far = direction === 'at_least';
			return {
				title: far ? m.check_far({ when }) : m.check_near({ when }),
				advice: far ? m.check_far_advice() : m.check_near_advice(),
				value: m.check_height_value({ share: percent(value) })
			};
		}
		case 'margin':
			return {
				title: m.check_edge({ when }),
				advice: m.check_edge_advice(),
				value: m.check_edge_value({ share: percent(value) })
			};
		case 'idle':
			return {
				title: m.check_idle({ when }),
				advice: m.check_idle_advice(),
				value: m.check_idle_value({ seconds: decimal(value) })
			};
		case 'other_hands':
			return {
				title: m.check_others({ when }),
				advice: m.check_others_advice(),
				value: m.check_others_value({ share: percent(value) })
			};
		case 'anatomy':
			return {
				title: m.check_hidden({ when }),
				advice: m.check_hidden_advice(),
				value: m.check_hidden_value({ share: percent(value) })
			};
		case 'backlight':
			return {
				title: m.check_backlight({ when }),
				advice: m.check_backlight_advice(),
				value: m.check_backlight_value({ ratio: value.toFixed(2) })
			};
		case 'motion_blur':
			return {
				title: m.check_smeared({ when }),
				advice: m.check_smeared_advice(),
				value: m.check_smeared_value({ share: percent(value) })
			};
		case 'shake':
			return {
				title: m.check_shake({ when }),
				advice: m.check_shake_advice(),
				value: m.check_shake_value({ share: plain.width_s(value) })
			};
		case 'faces':
			return {
				title: m.check_faces(),
				advice: m.check_faces_advice(),
				value: m.check_faces_value({ share: percent(value) })
			};
		case 'light':
			if (unit === 'share') return { title: m.check_clipped({ when }), advice: m.check_clipped_advice(), value: m.check_clipped_value({ share: percent(value) }) }; // prettier-ignore
			return {
				title: direction === 'at_least' ? m.check_dark({ when }) : m.check_bright({ when }),
				advice: direction === 'at_least' ? m.check_dark_advice() : m.check_bright_advice(),
				value: m.check_luma_value({ luma: value.toFixed(0) })
			};
		case 'sharpness':
			return {
				title: m.check_blurred({ when }),
				advice: m.check_blurred_advice(),
				value: (result.comparedWith === 'device' ? m.check_sharp_device_value : m.check_sharp_value)({
					ratio: value.toFixed(2)
				})
			};
		case 'cadence':
			if (unit === 'fps')
				return {
					title: m.check_slow(),
					advice: m.check_slow_advice(),
					value: m.check_fps_value({ fps: value.toFixed(1) })
				};
			return {
				title: m.check_stops({ when }),
				advice: m.check_slow_advice(),
				value: m.check_stop_value({ seconds: decimal(value) })
			};
		case 'duration': {
			const short = direction === 'at_least';
			return {
				title: short ? m.check_short() : m.check_long(),
				advice: short ? m.check_short_advice() : m.check_long_advice(),
				value: m.check_length_value({ seconds: decimal(value) })
			};
		}
	}
}

/** Length of the bar and place of its limit tick, 0..1. Shares and ratios fill the bar at 1; others leave room behind the limit. */
export function barOf({ value, unit, threshold, hardThreshold }: RuleResult): { value: number; limit: number } {
	const full = unit === 'luma' ? 255 : Math.max(value, threshold, hardThreshold) * 1.15;
	const whole = (unit === 'share' || unit === 'ratio') && threshold > 0.3 ? 1 : full;
	return { value: Math.min(1, value / whole), limit: Math.min(1, threshold / whole) };
}

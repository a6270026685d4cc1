import { m } from '$lib/paraglide/messages.js';
import type { ReviewReason, ReviewState, Role } from '$lib/schema/hub-api.ts';
import type { RuleId, RuleResult } from '$lib/schema/quality.ts';

type Words = () => string;

/** Plain words for what is stored as codes. A code without words does not compile. */
export const REASON_WORDS: Record<ReviewReason, Words> = {
	hands_left_picture: m.hub_reason_hands_left_picture,
	too_dark: m.hub_reason_too_dark,
	not_sharp: m.hub_reason_not_sharp,
	wrong_end_state: m.hub_reason_wrong_end_state,
	wrong_task: m.hub_reason_wrong_task,
	person_visible: m.hub_reason_person_visible,
	other: m.hub_reason_other
};
export const STATE_WORDS: Record<ReviewState, Words> = {
	stored: m.hub_state_stored,
	accepted: m.hub_state_accepted,
	sent_back: m.hub_state_sent_back
};
export const ROLE_WORDS: Record<Role, Words> = {
	owner: m.hub_role_owner,
	worker: m.hub_role_worker,
	annotator: m.hub_role_annotator
};
const RULE_WORDS: Record<RuleId, Words> = {
	hand_visibility: m.hub_rule_hand_visibility,
	longest_gap: m.hub_rule_longest_gap,
	both_hands: m.hub_rule_both_hands,
	distance: m.hub_rule_distance,
	margin: m.hub_rule_margin,
	idle: m.hub_rule_idle,
	other_hands: m.hub_rule_other_hands,
	anatomy: m.hub_rule_anatomy,
	backlight: m.hub_rule_backlight,
	motion_blur: m.hub_rule_motion_blur,
	shake: m.hub_rule_shake,
	faces: m.hub_rule_faces,
	light: m.hub_rule_light,
	sharpness: m.hub_rule_sharpness,
	cadence: m.hub_rule_cadence,
	duration: m.hub_rule_duration
};

const UNIT: Record<RuleResult['unit'], (value: number) => string> = {
	share: (value) => `${Math.round(value * 100)} %`,
	seconds: (value) => `${value.toFixed(value < 1 ? 2 : 1)} s`,
	luma: (value) => String(Math.round(value)),
	ratio: (value) => value.toFixed(2),
	fps: (value) => value.toFixed(1),
	width_s: (value) => `${(value * 100).toFixed(1)} %/s`
};
/** What a rule measured: the cadence rule speaks of its worst gap or of its mean. */
export const ruleWords = (result: RuleResult): string =>
	result.rule === 'cadence' && result.unit === 'seconds' ? m.hub_rule_frame_gap() : RULE_WORDS[result.rule]();
export const measured = (result: RuleResult, value: number): string => UNIT[result.unit](value);
export const limitWords = (result: RuleResult): string =>
	(result.direction === 'at_least' ? m.hub_checks_at_least : m.hub_checks_at_most)({
		limit: measured(result, result.threshold)
	});

import { m } from '$lib/paraglide/messages.js';
import type {
	AttemptSegment,
	ContactState,
	FailureEventCode,
	GripCode,
	KeypointState,
	RecoveryEventCode,
	Segment,
	UnknownCode
} from '$lib/schema/annotation.ts';

type Words = () => string;

/** Plain words for what is stored as codes. A code without words does not compile. */
export const GRIP_WORDS: Record<GripCode, Words> = {
	G01: m.label_grip_g01, G02: m.label_grip_g02, G03: m.label_grip_g03, G04: m.label_grip_g04, G05: m.label_grip_g05,
	G06: m.label_grip_g06, G07: m.label_grip_g07, G08: m.label_grip_g08, G09: m.label_grip_g09, G10: m.label_grip_g10,
	G11: m.label_grip_g11, G12: m.label_grip_g12, G13: m.label_grip_g13, G14: m.label_grip_g14, G15: m.label_grip_g15,
	G16: m.label_grip_g16, G17: m.label_grip_g17,
	N0: m.label_grip_n0, N1: m.label_grip_n1, N2: m.label_grip_n2, N3: m.label_grip_n3, N4: m.label_grip_n4,
	N5: m.label_grip_n5, N6: m.label_grip_n6, N7: m.label_grip_n7, N8: m.label_grip_n8,
	unsure: m.label_not_sure
}; // prettier-ignore

export const FAILURE_WORDS: Record<FailureEventCode, Words> = {
	'fail.miss': m.label_fail_miss,
	'fail.slip': m.label_fail_slip,
	'fail.drop': m.label_fail_drop,
	'fail.wrong_object': m.label_fail_wrong_object,
	'fail.wrong_place': m.label_fail_wrong_place,
	'fail.wrong_pose': m.label_fail_wrong_pose,
	'fail.collision': m.label_fail_collision,
	'fail.knock_over': m.label_fail_knock_over,
	'fail.spill': m.label_fail_spill,
	'fail.stuck': m.label_fail_stuck,
	'fail.insufficient': m.label_fail_insufficient,
	'fail.excess': m.label_fail_excess,
	'fail.skip_step': m.label_fail_skip_step,
	'fail.wrong_order': m.label_fail_wrong_order,
	'fail.tool_fault': m.label_fail_tool_fault,
	'fail.object_damage': m.label_fail_object_damage,
	'fail.other': m.label_fail_other
};

export const RECOVERY_WORDS: Record<RecoveryEventCode, Words> = {
	'rec.regrasp': m.label_rec_regrasp,
	'rec.reorient': m.label_rec_reorient,
	'rec.retry_same': m.label_rec_retry_same,
	'rec.retry_other_way': m.label_rec_retry_other_way,
	'rec.hand_switch': m.label_rec_hand_switch,
	'rec.second_hand': m.label_rec_second_hand,
	'rec.fetch': m.label_rec_fetch,
	'rec.clear_path': m.label_rec_clear_path,
	'rec.clean_up': m.label_rec_clean_up,
	'rec.undo_step': m.label_rec_undo_step,
	'rec.pause_look': m.label_rec_pause_look,
	'rec.abandon': m.label_rec_abandon
};

/** The 21 landmarks, in their order. */
export const POINT_WORDS: readonly Words[] = [
	m.label_point_0, m.label_point_1, m.label_point_2, m.label_point_3, m.label_point_4, m.label_point_5, m.label_point_6,
	m.label_point_7, m.label_point_8, m.label_point_9, m.label_point_10, m.label_point_11, m.label_point_12,
	m.label_point_13, m.label_point_14, m.label_point_15, m.label_point_16, m.label_point_17, m.label_point_18,
	m.label_point_19, m.label_point_20
]; // prettier-ignore

export const STATE_WORDS: Record<KeypointState, Words> = {
	visible: m.label_state_visible,
	occluded: m.label_state_occluded,
	outside: m.label_state_outside,
	absent: m.label_state_absent
};

export const CONTACT_WORDS: Record<ContactState, Words> = {
	none: m.labelling_contact_none,
	self: m.labelling_contact_self,
	other_person: m.labelling_contact_other_person,
	portable_object: m.labelling_contact_portable,
	fixed_object: m.labelling_contact_fixed
};

export const RESULT_WORDS: Record<NonNullable<AttemptSegment['result']>, Words> = {
	done: m.labelling_result_done,
	failed: m.labelling_result_failed,
	stopped: m.labelling_result_stopped
};

/** Words for a code; one that this version has no name for is shown as it is stored. */
const wordsOf = <Code extends string>(list: Record<Code, Words>, code: Code | UnknownCode): string =>
	(list as Partial<Record<string, Words>>)[code]?.() ?? m.labelling_unknown({ code });

export const gripWords = (code: GripCode | UnknownCode): string => wordsOf(GRIP_WORDS, code);
export const failureWords = (code: FailureEventCode | UnknownCode): string => wordsOf(FAILURE_WORDS, code);

/** `stepTitle`: the task's own word for a step; without one its id is shown. */
export function segmentWords(segment: Segment, stepTitle: (step: string) => string | null = () => null): string {
	switch (segment.kind) {
		case 'grip':
			return gripWords(segment.grip);
		case 'failure':
			return failureWords(segment.code);
		case 'recovery':
			return wordsOf(RECOVERY_WORDS, segment.code);
		case 'attempt':
			return segment.result
				? m.labelling_attempt_result({ result: RESULT_WORDS[segment.result]() })
				: m.labelling_attempt();
		case 'step':
			return segment.step === null
				? m.labelling_step()
				: (stepTitle(segment.step) ?? m.labelling_unknown({ code: segment.step }));
		case 'contact':
			return segment.object ?? wordsOf(CONTACT_WORDS, segment.contact);
	}
}

/** `m:ss.mmm`, as the studio shows times. */
export function timeWords(us: number): string {
	const ms = Math.floor(Math.max(0, us) / 1000);
	const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
	return `${Math.floor(ms / 60_000)}:${seconds}.${String(ms % 1000).padStart(3, '0')}`;
}

export const secondsWords = (us: number): string => m.label_seconds({ s: (us / 1e6).toFixed(1) });

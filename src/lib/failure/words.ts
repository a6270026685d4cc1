import { m } from '../paraglide/messages.js';
import type { FailureCode } from './codes.ts';
import type { Failure } from './failure.ts';

/** What a person reads: what happened, what is safe, what to do next. */
export type Words = { title: string; safe: string; next: string };

type Entry = { title: () => string; next: () => string; safe?: () => string };

/** A code without words does not compile. `safe` stands where not everything that was filmed is known to be safe, or where nothing was filmed. */
const WORDS: Record<FailureCode, Entry> = {
	camera_denied: { title: m.fail_camera_denied_title, next: m.fail_camera_denied_next },
	camera_busy: { title: m.fail_camera_busy_title, next: m.fail_camera_busy_next },
	camera_missing: { title: m.fail_camera_missing_title, next: m.fail_camera_missing_next },
	camera_lost: { title: m.fail_camera_lost_title, next: m.fail_camera_lost_next, safe: m.fail_safe_saved },
	insecure_page: { title: m.fail_insecure_page_title, next: m.fail_insecure_page_next },
	recording_unsupported: { title: m.fail_recording_unsupported_title, next: m.fail_recording_unsupported_next },
	encoder_failed: { title: m.fail_encoder_failed_title, next: m.fail_encoder_failed_next, safe: m.fail_safe_saved },
	nothing_recorded: { title: m.fail_nothing_recorded_title, next: m.fail_nothing_recorded_next },
	storage_full: { title: m.fail_storage_full_title, next: m.fail_storage_full_next, safe: m.fail_safe_saved },
	storage_unavailable: {
		title: m.fail_storage_unavailable_title,
		next: m.fail_storage_unavailable_next,
		safe: m.fail_safe_saved
	},
	storage_lost: { title: m.fail_storage_lost_title, next: m.fail_storage_lost_next },
	storage_cleared: { title: m.fail_storage_cleared_title, next: m.fail_storage_cleared_next },
	recording_elsewhere: { title: m.fail_recording_elsewhere_title, next: m.fail_recording_elsewhere_next },
	take_not_found: { title: m.fail_take_not_found_title, next: m.fail_take_not_found_next, safe: m.fail_safe_unchanged },
	take_damaged: { title: m.fail_take_damaged_title, next: m.fail_take_damaged_next, safe: m.fail_safe_rest },
	take_busy: { title: m.fail_take_busy_title, next: m.fail_take_busy_next, safe: m.fail_safe_unchanged },
	file_not_video: { title: m.fail_file_not_video_title, next: m.fail_file_not_video_next, safe: m.fail_safe_unchanged },
	codec_unsupported: {
		title: m.fail_codec_unsupported_title,
		next: m.fail_codec_unsupported_next,
		safe: m.fail_safe_unchanged
	},
	file_empty: { title: m.fail_file_empty_title, next: m.fail_file_empty_next, safe: m.fail_safe_unchanged },
	duration_unknown: {
		title: m.fail_duration_unknown_title,
		next: m.fail_duration_unknown_next,
		safe: m.fail_safe_unchanged
	},
	model_missing: { title: m.fail_model_missing_title, next: m.fail_model_missing_next },
	model_hash_wrong: { title: m.fail_model_hash_wrong_title, next: m.fail_model_hash_wrong_next },
	tracker_failed: { title: m.fail_tracker_failed_title, next: m.fail_tracker_failed_next },
	webgl_lost: { title: m.fail_webgl_lost_title, next: m.fail_webgl_lost_next },
	worker_died: { title: m.fail_worker_died_title, next: m.fail_worker_died_next },
	pts_not_increasing: {
		title: m.fail_pts_not_increasing_title,
		next: m.fail_pts_not_increasing_next,
		safe: m.fail_safe_unchanged
	},
	decode_failed: { title: m.fail_decode_failed_title, next: m.fail_decode_failed_next, safe: m.fail_safe_unchanged },
	edit_not_saved: { title: m.fail_edit_not_saved_title, next: m.fail_edit_not_saved_next, safe: m.fail_safe_labels },
	document_newer: { title: m.fail_document_newer_title, next: m.fail_document_newer_next, safe: m.fail_safe_labels },
	keys_unsupported: { title: m.fail_keys_unsupported_title, next: m.fail_keys_unsupported_next },
	no_consent: { title: m.fail_no_consent_title, next: m.fail_no_consent_next },
	rendition_failed: { title: m.fail_rendition_failed_title, next: m.fail_rendition_failed_next },
	hub_unreachable: { title: m.fail_hub_unreachable_title, next: m.fail_hub_unreachable_next },
	hub_failed: { title: m.fail_hub_failed_title, next: m.fail_hub_failed_next },
	hub_refused: { title: m.fail_hub_refused_title, next: m.fail_hub_refused_next },
	report_mismatch: { title: m.fail_report_mismatch_title, next: m.fail_report_mismatch_next },
	not_joined: { title: m.fail_not_joined_title, next: m.fail_not_joined_next },
	object_corrupt: { title: m.fail_object_corrupt_title, next: m.fail_object_corrupt_next },
	objects_missing: { title: m.fail_objects_missing_title, next: m.fail_objects_missing_next },
	invite_invalid: { title: m.fail_invite_invalid_title, next: m.fail_invite_invalid_next, safe: m.fail_safe_unchanged },
	nothing_kept: { title: m.fail_nothing_kept_title, next: m.fail_nothing_kept_next },
	export_target_taken: {
		title: m.fail_export_target_taken_title,
		next: m.fail_export_target_taken_next,
		safe: m.fail_safe_hub
	},
	export_empty: { title: m.fail_export_empty_title, next: m.fail_export_empty_next, safe: m.fail_safe_hub },
	export_failed: { title: m.fail_export_failed_title, next: m.fail_export_failed_next, safe: m.fail_safe_hub },
	dataset_unsound: { title: m.fail_dataset_unsound_title, next: m.fail_dataset_unsound_next, safe: m.fail_safe_hub }
};

export function wordsFor(failure: Failure): Words {
	const words = WORDS[failure.code];
	if (failure.code === 'storage_cleared')
		return { title: words.title(), safe: m.fail_safe_cleared(), next: words.next() };
	const safe =
		failure.kept.length > 0 ? m.fail_safe_takes({ count: failure.kept.length }) : (words.safe ?? m.fail_safe_all)();
	return { title: words.title(), safe, next: words.next() };
}

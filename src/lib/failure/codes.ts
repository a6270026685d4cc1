/** Every failure that a person can meet. Each has words in `words.ts`; a code without words does not compile. */
export const FAILURE_CODES = [
	// capture
	'camera_denied',
	'camera_busy',
	'camera_missing',
	'camera_lost',
	'insecure_page',
	'recording_unsupported',
	'encoder_failed',
	'nothing_recorded',
	'storage_full',
	'storage_unavailable',
	'storage_lost',
	'storage_cleared',
	'recording_elsewhere',
	'take_not_found',
	'take_damaged',
	'take_busy',
	// import
	'file_not_video',
	'codec_unsupported',
	'file_empty',
	'duration_unknown',
	// tracking and models
	'model_missing',
	'model_hash_wrong',
	'tracker_failed',
	'webgl_lost',
	'worker_died',
	'pts_not_increasing',
	'decode_failed',
	// labels
	'edit_not_saved',
	'document_newer',
	// submit
	'keys_unsupported',
	'no_consent',
	'rendition_failed',
	'hub_unreachable',
	'hub_failed',
	'hub_refused',
	'report_mismatch',
	'not_joined',
	'object_corrupt',
	'objects_missing',
	'invite_invalid',
	'nothing_kept',
	// datasets
	'export_target_taken',
	'export_empty',
	'export_failed',
	'dataset_unsound'
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

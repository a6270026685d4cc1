import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { LookPlan } from '../../src/lib/domain/quality/measure-look.ts';
import type { FrameLook } from '../../src/lib/schema/quality.ts';

export interface QualityApi {
	/**
	 * Looks at the planned frames of a take, in order. Times are whole microseconds from the first frame of the file.
	 * discards  `frame_not_decodable`
	 * fails     `file_not_video`, `file_empty`, `codec_unsupported`, `decode_failed`
	 */
	look(clip: Blob, plan: LookPlan[], onProgress: (share: number) => void): Promise<Outcome<FrameLook[]>>;
	/** Ends `look` after its current frame; what was measured so far is its answer. */
	cancel(): Promise<Outcome<null>>;
}

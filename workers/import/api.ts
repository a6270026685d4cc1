import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { TakeId } from '../../src/lib/schema/ids.ts';

/** What a video file says of itself, after every packet was counted. */
export type VideoFacts = {
	/** Presentation times of every frame, whole microseconds, rising, first 0. Transferred. */
	timesUs: Float64Array<ArrayBuffer>;
	durationUs: number;
	/** As shown: rotation and pixel shape applied. */
	width: number;
	height: number;
	codec: string;
	/** JPEG of a frame about one second in. */
	thumbnail: Blob | null;
};

export interface ImportApi {
	/**
	 * Copies the picture of a video file into rows of `takeId`, packet by packet and without loss, first PTS 0.
	 * Sound and metadata are left out and named in `discarded`. Rows start at `firstSeq`.
	 * `own`: a recording of this app, which is kept even where this browser cannot decode it.
	 * fails `file_empty`, `file_not_video`, `codec_unsupported`, `decode_failed`, `pts_not_increasing`, `storage_full`;
	 *       rows written before a failure stay, the caller erases them
	 * cancel: the page closes the worker and erases the take
	 */
	importVideo(
		file: Blob,
		takeId: TakeId,
		options: { firstSeq: number; own: boolean; database?: string | null },
		onProgress: (share: number) => void
	): Promise<Outcome<VideoFacts>>;
	/** Reads the facts of a file that this app wrote, as far as it lies there. fails as `importVideo` */
	inspect(file: Blob): Promise<Outcome<VideoFacts>>;
}

import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { TrackMaker } from '../../src/lib/schema/track.ts';

export type Picture = VideoFrame | OffscreenCanvas | ImageBitmap;

/** Finds hands on the pictures of one clip, one after the other. MediaPipe is one, our own pipeline on onnxruntime-web another. */
export interface HandFinder {
	/** Model, hash, runtime and settings: what every result names. */
	readonly maker: TrackMaker;
	readonly inputMirrored: boolean;
	/** Forgets the clip so far: the next picture may have any time and any size. */
	restart(): Promise<Outcome<null>>;
	/** Hands on one upright picture. `ptsUs` must rise; the picture stays the caller's. fails `webgl_lost`, `tracker_failed` */
	detect(picture: Picture, ptsUs: number): Promise<Outcome<RawHand[]>>;
	/**
	 * What was found on the last picture when it was looked at the first time. From here on the finder follows these hands,
	 * as if it had never been stopped. Left out where a finder cannot be told.
	 */
	takeUp?(hands: readonly RawHand[]): void;
	close(): void;
}

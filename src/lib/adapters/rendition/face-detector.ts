import type { FaceBox } from '../../domain/redaction/face-box.ts';
import type { Outcome } from '../../failure/failure.ts';
import type { CaptureFile } from '../../schema/submission.ts';

export type DetectorMaker = CaptureFile['redaction']['detectors'][number];

/** Something that finds faces. Two of them look at every frame, on two runtimes, and what either sees counts. */
export interface FaceDetector {
	/** Loads the model. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	init(): Promise<Outcome<DetectorMaker>>;
	/** Takes ownership of `frame`. Boxes in 0..1 of its size. `ptsUs` must rise. A failure speaks of this frame only. */
	detectFaces(frame: VideoFrame, ptsUs: number): Promise<Outcome<FaceBox[]>>;
	close(): void;
}

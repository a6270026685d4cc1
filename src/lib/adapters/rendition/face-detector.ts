import type { FaceDetectorMaker } from '../../../../workers/shared/face-api.ts';
import type { FaceBox } from '../../domain/redaction/face-box.ts';
import type { Outcome } from '../../failure/failure.ts';
import { openFaces, openInfer } from '../workers/face-port.ts';

/** Something that finds faces. `FacePort` is one; tests bring others. */
export interface FaceDetector {
	/** Loads the model. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	init(): Promise<Outcome<FaceDetectorMaker>>;
	/** Takes ownership of `frame`, upright. Boxes in 0..1 of its size. A failure speaks of this frame only. */
	detectFaces(frame: VideoFrame, ptsUs: number): Promise<Outcome<FaceBox[]>>;
	close(): void;
}

/** Below what counts at the first look (`make-rendition.ts`), for the second one: at 0.4 one picture in 150 still had a detection. */
const MIN_CONFIDENCE = 0.35;

/** Two opinions on two runtimes look at every frame; what either sees counts. */
export const bothDetectors = (): FaceDetector[] => [
	openFaces({ minConfidence: MIN_CONFIDENCE }),
	openInfer({ minConfidence: MIN_CONFIDENCE })
];

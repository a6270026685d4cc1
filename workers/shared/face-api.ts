import type { FaceBox } from '../../src/lib/domain/redaction/face-box.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { Sha256 } from '../../src/lib/schema/ids.ts';

/** What found the faces: enough to do it again. */
export type FaceDetectorMaker = {
	model: string;
	modelSha256: Sha256;
	runtime: string;
	/** Boxes under this are not given out. */
	minConfidence: number;
};

export type FaceDetectorOptions = {
	minConfidence?: number;
	/** onnxruntime-web only. Left out: as many as are useful. */
	threads?: number;
};

/** The contract of every detector of faces. Two of them look at each frame of a rendition. */
export interface FaceApi {
	/** fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	init(options?: FaceDetectorOptions): Promise<Outcome<FaceDetectorMaker>>;
	/**
	 * Faces of one upright frame, boxes in 0..1 of its width and height. Takes ownership: transferred in, always closed.
	 * Frames may come in any order. A failure means that nobody looked at this frame.
	 */
	detectFaces(frame: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<FaceBox[]>>;
}

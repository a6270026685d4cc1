import type { FrameSize } from '../../src/lib/domain/hand-pipeline/region.ts';
import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import type { UpperBody } from '../../src/lib/domain/upper-body/decode-pose.ts';
import type { Posture } from '../../src/lib/domain/upper-body/posture.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';
import type { TrackMaker } from '../../src/lib/schema/track.ts';
import type { FaceApi } from '../shared/face-api.ts';
import type { PassApi } from '../shared/pass-api.ts';

export type HandFinderOptions = {
	/** Landmark network. `full` is what passes use; `lite` is 1.8 times as fast. Default `full`. */
	network?: 'lite' | 'full';
	/** The pictures that will be shown are mirrored. Default false. */
	inputMirrored?: boolean;
	/** Hands to look for, 1 or 2. Default 2. */
	hands?: 1 | 2;
	/** Left out: as many as are useful. */
	threads?: number;
	/** Look for palms on every n-th frame while one hand of two is missing; 1 is MediaPipe's way. Default 6. */
	palmEvery?: number;
};

/** A box over the picture's width and height, y down; may reach beyond 0..1. */
export type FrameBox = { x: number; y: number; width: number; height: number };

/** One reading of what is inside a box. */
export type BoxHand = RawHand & {
	/** The model's certainty that there is a hand, 0..1. Always said here. */
	presence: number;
	/**
	 * Where the direction of the fingers came from: `palm` a palm seen inside the box, `box` the box as it stands,
	 * `flipped` the opposite of the better of those.
	 */
	seed: 'palm' | 'box' | 'flipped';
	/** How far the fingers' direction is turned from the picture's up, radians clockwise, -π..π. */
	rotation: number;
};

export interface HandsApi {
	/** Loads and checks the palm and landmark networks. Costs nothing when they are open. fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	initHands(options?: HandFinderOptions): Promise<Outcome<TrackMaker>>;
	/**
	 * Runs both networks on nothing until they are as fast as they get, or until a picture is asked about, which then waits for
	 * one round at most. Answers how many rounds it ran, 16 where it was left alone. fails `tracker_failed`, and as `initHands`
	 */
	warmHands(): Promise<Outcome<number>>;
	/**
	 * Hands on one upright picture of a clip, `presence` set. Takes ownership of `picture`: transferred in, always closed.
	 * `ptsUs` must rise until `restartHands`. fails `pts_not_increasing`, `tracker_failed`
	 */
	findHands(picture: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<RawHand[]>>;
	/** Forgets the clip so far. */
	restartHands(): Promise<Outcome<null>>;
	/**
	 * What the landmark network sees inside `box` of one upright picture, surest presence first; two or three readings,
	 * also those under 0.5: a person chooses. Image landmarks are over the whole picture. Knows nothing of other frames.
	 * Takes ownership of `picture`. fails `tracker_failed`, and as `initHands`
	 */
	landmarksInBox(picture: VideoFrame | ImageBitmap, box: FrameBox): Promise<Outcome<BoxHand[]>>;
}

/** Passes over whole clips, with a finder of their own. */
export interface HandPassApi extends PassApi {
	/** Loads and checks the networks. Again with other options: a new finder. fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	initPass(options?: HandFinderOptions): Promise<Outcome<TrackMaker>>;
}

/** One picture of a pass. `body` null: nobody was seen. */
export type UpperBodyLook = { ptsUs: PtsUs; body: UpperBody | null };

export type UpperBodyPass = {
	/** False where it was cancelled. */
	complete: boolean;
	/** Size of the upright pictures, pixels. */
	frame: FrameSize;
	looks: UpperBodyLook[];
	/** Trunk lean and shoulder lift, one for each look: see `domain/upper-body/posture.ts` for definition and units. */
	posture: Posture[];
	maker: TrackMaker;
};

export interface BodyApi {
	/**
	 * The upper body of one person through a clip, a picture at least every `everyUs`. Optional: nothing waits for it.
	 * time   from the first frame of the file, whole microseconds
	 * fails  `file_not_video`, `file_empty`, `codec_unsupported`, `decode_failed`, `model_missing`, `model_hash_wrong`, `tracker_failed`
	 */
	upperBody(clip: Blob, everyUs: number, onProgress: (share: number) => void): Promise<Outcome<UpperBodyPass>>;
	/** Ends it after the current picture; no failure. */
	cancelUpperBody(): Promise<Outcome<null>>;
}

/** Networks of ours in onnxruntime-web: a second opinion on faces, hands, passes over whole clips, and the upper body. */
export type InferApi = FaceApi & HandsApi & HandPassApi & BodyApi;

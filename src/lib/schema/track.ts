import { z } from './zod.ts';
import { Sha256, Side, TakeId } from './ids.ts';
import { PtsUs } from './time.ts';

export const Delegate = z.enum(['GPU', 'CPU', 'WASM', 'WEBGPU']);
export type Delegate = z.infer<typeof Delegate>;

/** What made a layer of landmarks: enough to make it again. */
export const TrackMaker = z.looseObject({
	model: z.string(),
	modelSha256: Sha256,
	runtime: z.string(),
	delegate: Delegate,
	/** The pictures that the model was shown were mirrored. */
	inputMirrored: z.boolean(),
	settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
});
export type TrackMaker = z.infer<typeof TrackMaker>;

/**
 * One hand on one frame, as code uses it. It is stored packed: see `domain/hands/pack-track.ts`.
 * imageLandmarks  63 numbers: x, y over frame width and height (may leave 0..1), z relative to the wrist, scale of x
 * worldLandmarks  63 numbers: metres, origin near the hand's own centre
 */
export type TrackedHand = {
	/** The person's own hand, mirroring undone. */
	side: Side;
	/** What the model said, before mirroring was undone. */
	rawLabel: Side;
	/** The model's certainty of `rawLabel`, 0..1. */
	handednessScore: number;
	/** The model's certainty that there is a hand, 0..1; null where the model does not say (MediaPipe's web API). */
	presence: number | null;
	/** How sure the model is of each of the 21 landmarks, 0..1; null where it does not say (the hand networks do not). */
	landmarkConfidence: Float32Array | null;
	imageLandmarks: Float32Array;
	worldLandmarks: Float32Array;
};

/** A hand that is not the person's: `track` counts such hands over the take, from 0, and keeps its number across frames. */
export type Bystander = TrackedHand & { track: number };

/**
 * One frame of a take: its time, and the hands seen on it. An empty list is the explicit "none".
 * hands       the person's: at most one of each side, left first
 * bystanders  every further hand; left out where there is none
 */
export type TrackFrame = { ptsUs: PtsUs; hands: TrackedHand[]; bystanders?: Bystander[] };

/** Header of a row that holds the landmarks of up to `TRACK_CHUNK_FRAMES` frames. */
export const TrackChunk = z.looseObject({
	/** Layout of the bytes in `blob`: 1 as `domain/hands/pack-track-1.ts`, 2 as `domain/hands/pack-track.ts`. */
	schema: z.enum(['track-chunk/1', 'track-chunk/2']),
	takeId: TakeId,
	/** `live` was made while recording and has gaps; `model` has every frame. */
	layer: z.enum(['live', 'model']),
	seq: z.int().nonnegative(),
	frames: z.int().positive(),
	firstPtsUs: PtsUs,
	lastPtsUs: PtsUs,
	sha256: Sha256,
	byteLength: z.int().positive(),
	maker: TrackMaker,
	encryption: z.null(),
	blob: z.instanceof(Blob)
});
export type TrackChunk = z.infer<typeof TrackChunk>;

/** Header of a row that holds the upper body on up to `BODY_CHUNK_LOOKS` pictures of a take; beside the rows of its landmarks. */
export const BodyChunk = z.looseObject({
	/** Layout of the bytes in `blob`: `domain/upper-body/pack-bodies.ts`. */
	schema: z.literal('body-chunk/1'),
	takeId: TakeId,
	layer: z.literal('upper_body'),
	seq: z.int().nonnegative(),
	looks: z.int().positive(),
	firstPtsUs: PtsUs,
	lastPtsUs: PtsUs,
	/** Size of the upright pictures, pixels: angles cannot be told without it. */
	frame: z.looseObject({ width: z.int().positive(), height: z.int().positive() }),
	sha256: Sha256,
	byteLength: z.int().positive(),
	maker: TrackMaker,
	encryption: z.null(),
	blob: z.instanceof(Blob)
});
export type BodyChunk = z.infer<typeof BodyChunk>;

export { Side };

import { z } from './zod.ts';
import { AnnotationSnapshot } from './annotation.ts';
import { PersonId, Sha256, SubmissionId } from './ids.ts';
import { RenditionSpec } from './programme.ts';
import { FrameLook, QualityReport } from './quality.ts';
import { CaptureFacts } from './take.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { PtsUs, TimeMs } from './time.ts';
import { TrackMaker } from './track.ts';

/** Public half of an Ed25519 key. `kid` is everywhere its RFC 7638 thumbprint (SHA-256, base64url). */
export const PublicJwk = z.looseObject({
	kty: z.literal('OKP'),
	crv: z.literal('Ed25519'),
	x: z.string().regex(/^[A-Za-z0-9_-]{43}$/)
});
export type PublicJwk = z.infer<typeof PublicJwk>;

/** A compact JWS. Its payload is RFC 8785 canonical JSON; header `alg` is `Ed25519` (`EdDSA` is accepted), `typ` names the record. */
export const CompactJws = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);

/** Payload of a signed consent event (`typ` = `handloom-consent+jws`). The newest one of a person and programme counts. */
export const ConsentEvent = z.looseObject({
	schema: z.literal('consent-event/1'),
	programmeId: z.string(),
	programmeVersion: z.int(),
	termsVersion: z.int(),
	/** SHA-256 of the exact text shown, UTF-8. */
	termsSha256: Sha256,
	locale: z.string(),
	atMs: TimeMs,
	/** Every purpose of the programme, true only where the person switched it on. */
	purposes: z.record(z.string(), z.boolean())
});
export type ConsentEvent = z.infer<typeof ConsentEvent>;

/** A piece of a file as it travels: at most 4 MiB, named by its hash. */
export const ObjectRef = z.object({ oid: Sha256, size: z.int().positive().max(MAX_ROW_BYTES) });
export type ObjectRef = z.infer<typeof ObjectRef>;

export const FileRole = z.enum(['video', 'landmarks', 'annotation', 'capture', 'consent']);
export type FileRole = z.infer<typeof FileRole>;

/** A file of a submission: its objects put end to end. */
export const SubmissionFile = z.looseObject({
	role: FileRole,
	name: z.string().regex(/^[a-z0-9.-]+$/),
	mediaType: z.string(),
	byteLength: z.int().positive(),
	sha256: Sha256,
	objects: z.array(ObjectRef).min(1)
});
export type SubmissionFile = z.infer<typeof SubmissionFile>;

/** Payload of the signed manifest (`typ` = `handloom-manifest+jws`), the commit of a submission. */
export const Manifest = z.looseObject({
	schema: z.literal('manifest/1'),
	submissionId: SubmissionId,
	programmeId: z.string(),
	programmeVersion: z.int(),
	taskId: z.string(),
	taskVersion: z.int(),
	takeNumber: z.int(),
	createdAtMs: TimeMs,
	deviceKey: PublicJwk,
	/** Purposes granted at the time of submitting, as in the consent file. */
	purposes: z.record(z.string(), z.boolean()),
	rendition: RenditionSpec,
	frames: z.int().positive(),
	files: z.array(SubmissionFile).min(1)
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * `landmarks.bin`, the landmarks of the rendition: one frame for each of its slots, packed as in
 * `domain/hands/pack-track-1.ts`, in the rendition's own space (0..1 of its width and height, letterbox included).
 * `capture.json` is this:
 */
export const CaptureFile = z.looseObject({
	schema: z.literal('capture/1'),
	facts: CaptureFacts,
	/** On what leaves: landmarks and times of this submission, and `looks`. A hub computes the same and refuses another. */
	quality: QualityReport.nullable(),
	/** What the worker saw of the whole take, and what `disagreement` speaks of. */
	seenQuality: QualityReport.nullable().optional(),
	/** Pixel measures of sampled camera pictures in the kept range, times on the rendition's clock; measured on the device. */
	looks: z.array(FrameLook).nullable().optional(),
	maker: TrackMaker,
	/** For slot i of the rendition: seconds on the take's clock of the frame that fills it. */
	captureTimeS: z.array(z.number()),
	/** Pieces of the take that are kept, `[startUs, endUs)` on its clock, in order; left out where it is one piece. */
	pieces: z
		.array(z.object({ startUs: PtsUs, endUs: PtsUs }))
		.min(2)
		.optional(),
	/** True where the slot repeats the frame of the slot before. */
	repeated: z.array(z.boolean()),
	/** Camera image statistics of the rendition, RGB, 0..1: what training needs and Node cannot decode. */
	imageStats: z.looseObject({
		min: z.array(z.number()).length(3),
		max: z.array(z.number()).length(3),
		mean: z.array(z.number()).length(3),
		std: z.array(z.number()).length(3),
		count: z.int().positive(),
		/** q01, q02, q10, q50, q90, q98, q99 of each channel. */
		quantiles: z.record(z.string(), z.array(z.number()).length(3))
	}),
	redaction: z.looseObject({
		detectors: z.array(z.looseObject({ model: z.string(), sha256: Sha256, runtime: z.string() })),
		framesWithBoxes: z.int().nonnegative(),
		framesBlurredWhole: z.int().nonnegative(),
		holdUs: z.int().nonnegative(),
		/** For each slot the covered rectangles: left, top, width, height in pixels of the rendition. */
		covered: z.array(z.array(z.array(z.int()).length(4))).optional()
	}),
	/** Where the camera's picture lies in the rendition, pixels; black around it. */
	picture: z.object({ left: z.int(), top: z.int(), width: z.int(), height: z.int() }).optional(),
	/** The worker's own words when they disagree with the verdict. */
	disagreement: z.string().nullable()
});
export type CaptureFile = z.infer<typeof CaptureFile>;

/** Payload of the hub's receipt (`typ` = `handloom-receipt+jws`): every object was read back from disk and hashed. */
export const Receipt = z.looseObject({
	schema: z.literal('receipt/1'),
	submissionId: SubmissionId,
	/** SHA-256 of the manifest's compact JWS, ASCII. */
	manifestSha256: Sha256,
	personId: PersonId,
	storedAtMs: TimeMs,
	objects: z.int().positive(),
	bytes: z.int().positive()
});
export type Receipt = z.infer<typeof Receipt>;

/**
 * Payload of a layer (`typ` = `handloom-layer+jws`): an annotator's document on somebody's submission.
 * Times are those of the rendition, points are in its space.
 */
export const Layer = z.looseObject({
	schema: z.literal('layer/1'),
	layerId: z.uuid(),
	submissionId: SubmissionId,
	createdAtMs: TimeMs,
	deviceKey: PublicJwk,
	annotation: AnnotationSnapshot
});
export type Layer = z.infer<typeof Layer>;

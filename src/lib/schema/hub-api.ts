import { z } from './zod.ts';
import { PersonId, Sha256, SubmissionId } from './ids.ts';
import { CompactJws, Manifest, ObjectRef, PublicJwk } from './submission.ts';
import { TimeMs } from './time.ts';

/** The wire's version; every answer of the hub carries it in the header `Handloom-Wire`. */
export const WIRE_VERSION = 3;

export const Role = z.enum(['owner', 'worker', 'annotator']);
export type Role = z.infer<typeof Role>;

/** Why a take goes back to its worker. Ids are stored; the words are messages of the interface. */
export const REVIEW_REASONS = ['hands_left_picture', 'too_dark', 'not_sharp', 'wrong_end_state', 'wrong_task', 'person_visible', 'other'] as const; // prettier-ignore
export const ReviewReason = z.enum(REVIEW_REASONS);
export type ReviewReason = z.infer<typeof ReviewReason>;

/** POST /api/join. `proof`: JWS (`typ` = `handloom-join+jws`) by the device key over {token, origin, atMs}. */
export const JoinRequest = z.object({
	token: z.string().min(16).max(128),
	displayName: z.string().trim().min(1).max(60),
	deviceKey: PublicJwk,
	proof: CompactJws
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** GET /api/me, and the answer to a join. */
export const Me = z.looseObject({ personId: PersonId, role: Role, displayName: z.string(), programmeId: z.string() });
export type Me = z.infer<typeof Me>;

/** GET /api/invites/TOKEN: what the invited person sees before joining. */
export const InviteView = z.looseObject({ role: Role, programmeTitle: z.string(), usable: z.boolean() });
export type InviteView = z.infer<typeof InviteView>;

/** POST /api/invites {role} → 201. `url` is shown once. */
export const Invite = z.looseObject({ url: z.string(), role: Role, expiresAtMs: TimeMs });
export type Invite = z.infer<typeof Invite>;

/** POST /api/lfs/PERSON/objects/batch, Git LFS Batch API with basic transfer. */
export const LfsBatchRequest = z.looseObject({
	operation: z.enum(['upload', 'download']),
	transfers: z.array(z.string()).optional(),
	hash_algo: z.literal('sha256').optional(),
	objects: z.array(ObjectRef).min(1).max(100)
});
export type LfsBatchRequest = z.infer<typeof LfsBatchRequest>;

const LfsAction = z.looseObject({ href: z.string(), header: z.record(z.string(), z.string()).optional() });
export const LfsBatchResponse = z.looseObject({
	transfer: z.literal('basic'),
	objects: z.array(
		z.looseObject({
			oid: Sha256,
			size: z.int(),
			authenticated: z.boolean().optional(),
			actions: z
				.looseObject({ upload: LfsAction.optional(), verify: LfsAction.optional(), download: LfsAction.optional() })
				.optional(),
			error: z.looseObject({ code: z.int(), message: z.string() }).optional()
		})
	)
});
export type LfsBatchResponse = z.infer<typeof LfsBatchResponse>;

/** PUT /api/submissions/ID {manifest} → 201 or 200 `SubmissionStored`; 409 `MissingObjects`. */
export const SubmissionPut = z.object({ manifest: CompactJws });
export const SubmissionStored = z.looseObject({ receipt: CompactJws, hubKey: PublicJwk });
export type SubmissionStored = z.infer<typeof SubmissionStored>;
export const MissingObjects = z.looseObject({ code: z.literal('objects_missing'), missing: z.array(ObjectRef) });

export const ReviewState = z.enum(['stored', 'accepted', 'sent_back']);
export type ReviewState = z.infer<typeof ReviewState>;

/** Row of GET /api/submissions (owner and annotator: all; worker: their own) and GET /api/submissions/ID. */
export const SubmissionView = z.looseObject({
	submissionId: SubmissionId,
	personId: PersonId,
	displayName: z.string(),
	state: ReviewState,
	reason: ReviewReason.nullable(),
	words: z.string(),
	storedAtMs: TimeMs,
	reviewedAtMs: TimeMs.nullable(),
	manifest: Manifest,
	/** Layers of annotators, oldest first; the export uses the newest. */
	layers: z.array(z.looseObject({ layerId: z.uuid(), personId: PersonId, displayName: z.string(), storedAtMs: TimeMs }))
});
export type SubmissionView = z.infer<typeof SubmissionView>;

/** POST /api/submissions/ID/review, owner only. */
export const ReviewRequest = z.discriminatedUnion('decision', [
	z.object({ decision: z.literal('accept') }),
	z.object({ decision: z.literal('send_back'), reason: ReviewReason, words: z.string().max(500) })
]);
export type ReviewRequest = z.infer<typeof ReviewRequest>;

/** PUT /api/submissions/ID/layers/LAYER {layer: JWS of a Layer} → 201; GET → {layer}. Annotator and owner. */
export const LayerPut = z.object({ layer: CompactJws });

/** GET /api/overview, owner only: counts of this moment. `reasons` counts reviews, most frequent first; the rest counts takes. */
export const HubOverview = z.looseObject({
	accepted: z.int(),
	/** Stored and not yet reviewed. */
	waiting: z.int(),
	sentBack: z.int(),
	/** Takes for which at least one annotator's layer came. */
	withLayers: z.int(),
	reviews: z.int(),
	oldestWaitingAtMs: TimeMs.nullable(),
	nextToReview: SubmissionId.nullable(),
	reasons: z.array(z.looseObject({ reason: ReviewReason, count: z.int() })),
	coverage: z.array(z.looseObject({ taskId: z.string(), accepted: z.int(), waiting: z.int(), sentBack: z.int() }))
});
export type HubOverview = z.infer<typeof HubOverview>;

/** GET /api/people, owner only. `invites`: those that still work. */
export const People = z.looseObject({
	people: z.array(z.looseObject({ personId: PersonId, displayName: z.string(), role: Role, joinedAtMs: TimeMs })),
	invites: z.array(z.looseObject({ role: Role, createdAtMs: TimeMs, expiresAtMs: TimeMs }))
});
export type People = z.infer<typeof People>;

/** POST /api/invites, owner only. An owner is never invited. */
export const InviteRequest = z.object({ role: z.enum(['worker', 'annotator']) });
export type InviteRequest = z.infer<typeof InviteRequest>;

/** POST /api/export, owner only → 201; GET /api/export/ID is the dataset as a ZIP. `discarded`: what was left out, and why. */
export const ExportMade = z.looseObject({
	exportId: z.uuid(),
	episodes: z.int(),
	frames: z.int(),
	bytes: z.int(),
	/** Whose labels each episode carries. */
	layers: z.array(
		z.looseObject({ episodeIndex: z.int(), submissionId: SubmissionId, layer: z.enum(['worker', 'annotator']) })
	),
	discarded: z.array(z.looseObject({ reason: z.string(), count: z.int() }))
});
export type ExportMade = z.infer<typeof ExportMade>;

/** Every refusal of the hub: a stable code, and no words for people. */
export const HubError = z.looseObject({
	code: z.enum([
		'not_signed_in',
		'not_allowed',
		'not_found',
		'invite_used',
		'invite_expired',
		'bad_request',
		'bad_signature',
		'hash_mismatch',
		'too_large',
		'no_consent',
		'report_mismatch',
		'objects_missing',
		'conflict',
		'rate_limited',
		'storage_full',
		'origin_refused',
		'export_empty',
		'export_failed',
		'internal'
	])
});
export type HubError = z.infer<typeof HubError>;

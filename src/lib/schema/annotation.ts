import { z } from './zod.ts';
import { SegmentId, Sha256, Side } from './ids.ts';
import { PtsUs } from './time.ts';

export const GRIP_GROUPS = [
	'G01', 'G02', 'G03', 'G04', 'G05', 'G06', 'G07', 'G08', 'G09',
	'G10', 'G11', 'G12', 'G13', 'G14', 'G15', 'G16', 'G17'
] as const; // prettier-ignore
export const CONTACT_CODES = ['N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8'] as const;

export const FAILURE_CODES = [
	'fail.miss', 'fail.slip', 'fail.drop', 'fail.wrong_object', 'fail.wrong_place', 'fail.wrong_pose',
	'fail.collision', 'fail.knock_over', 'fail.spill', 'fail.stuck', 'fail.insufficient', 'fail.excess',
	'fail.skip_step', 'fail.wrong_order', 'fail.tool_fault', 'fail.object_damage', 'fail.other'
] as const; // prettier-ignore
export const RECOVERY_CODES = [
	'rec.regrasp', 'rec.reorient', 'rec.retry_same', 'rec.retry_other_way', 'rec.hand_switch', 'rec.second_hand',
	'rec.fetch', 'rec.clear_path', 'rec.clean_up', 'rec.undo_step', 'rec.pause_look', 'rec.abandon'
] as const; // prettier-ignore

export const CONTACT_STATES = ['none', 'self', 'other_person', 'portable_object', 'fixed_object'] as const;

/** A code that this version has no name for: kept as it is, shown as unknown. */
export const UnknownCode = z
	.string()
	.regex(/^[A-Za-z][\w.-]{0,63}$/)
	.brand<'UnknownCode'>();
export type UnknownCode = z.infer<typeof UnknownCode>;

/** A grip group (hand holds), an N-code (touches without grip), or `unsure`. */
export const GripCode = z.enum([...GRIP_GROUPS, ...CONTACT_CODES, 'unsure']);
export type GripCode = z.infer<typeof GripCode>;
export const FailureEventCode = z.enum(FAILURE_CODES);
export type FailureEventCode = z.infer<typeof FailureEventCode>;
export const RecoveryEventCode = z.enum(RECOVERY_CODES);
export type RecoveryEventCode = z.infer<typeof RecoveryEventCode>;
export const ContactState = z.enum(CONTACT_STATES);
export type ContactState = z.infer<typeof ContactState>;

/**
 * How sure the person is, as they say it themselves: 1 sure, 0.7 fairly sure, 0.4 a guess, 0 "not sure" given as an answer.
 * Steps of one question, not a measured probability. Left out: nobody was asked.
 */
export const SAID_CONFIDENCE = { sure: 1, fairly: 0.7, guess: 0.4, unsure: 0 } as const;
const Confidence = z.number().min(0).max(1);
/** An answer in five steps, 1 least. Said by the person, never inferred. */
export const FiveSteps = z.int().min(1).max(5);

const span = {
	id: SegmentId,
	/** Half-open: `[startUs, endUs)`. */
	startUs: PtsUs,
	endUs: PtsUs,
	source: z.enum(['human', 'suggestion_accepted', 'suggestion_edited']),
	/** Microseconds by which each edge was put earlier because of the person's reaction lag; the raw edge is edge + shift. */
	shifted: z.looseObject({ startUs: z.int().optional(), endUs: z.int().optional() }).optional(),
	/** `filming`: marked during the recording, by the page's clock, good to a tenth of a second. Left out: in the studio. */
	madeWhile: z.enum(['filming']).optional(),
	confidence: Confidence.optional()
};

/** `grip` is `unsure` without a confidence while nobody has said anything; with one it is the answer "not sure". */
export const GripSegment = z.looseObject({
	...span,
	kind: z.literal('grip'),
	side: Side,
	grip: z.union([GripCode, UnknownCode]),
	feixId: z.int().min(1).max(33).nullable(),
	/** Force that the person felt. */
	force: FiveSteps.optional()
});
export type GripSegment = z.infer<typeof GripSegment>;

const event = {
	...span,
	side: Side.nullable(),
	/** What it happened to, one of the task's objects. */
	object: z.string().max(200).optional(),
	/** 1 small, 2 medium, 3 large. */
	severity: z.int().min(1).max(3).optional(),
	/** Staged for the recording (true), or genuine. */
	intended: z.boolean().optional(),
	/** 1 for the first try. Left out: as `attemptNumberOf` finds it (domain/annotation). */
	attempt: z.int().positive().optional()
};

export const FailureSegment = z.looseObject({
	...event,
	kind: z.literal('failure'),
	code: z.union([FailureEventCode, UnknownCode])
});
export type FailureSegment = z.infer<typeof FailureSegment>;

export const RecoverySegment = z.looseObject({
	...event,
	kind: z.literal('recovery'),
	code: z.union([RecoveryEventCode, UnknownCode]),
	/** The failure that this answers. */
	recovers: SegmentId.nullable(),
	outcome: z.enum(['resolved', 'partly', 'no']).nullable(),
	/** What made it necessary, where no failure is labelled that it answers. */
	cause: z.union([FailureEventCode, UnknownCode]).optional(),
	/** Where the return to a good state ends and doing it right begins. */
	correctUs: PtsUs.optional(),
	/** Effort that the person felt. */
	effort: FiveSteps.optional()
});
export type RecoverySegment = z.infer<typeof RecoverySegment>;

/** One try at the task. */
export const AttemptSegment = z.looseObject({
	...span,
	kind: z.literal('attempt'),
	result: z.enum(['done', 'failed', 'stopped']).optional(),
	effort: FiveSteps.optional()
});
export type AttemptSegment = z.infer<typeof AttemptSegment>;

/** One step of the task. `step`: an id of the programme's task; null: nobody has said which. */
export const StepSegment = z.looseObject({
	...span,
	kind: z.literal('step'),
	step: z
		.string()
		.regex(/^[a-z0-9-]{1,64}$/)
		.nullable()
});
export type StepSegment = z.infer<typeof StepSegment>;

/** What a hand touches. */
export const ContactSegment = z.looseObject({
	...span,
	kind: z.literal('contact'),
	side: Side,
	contact: z.union([ContactState, UnknownCode]),
	/** One of the task's objects. */
	object: z.string().max(200).optional()
});
export type ContactSegment = z.infer<typeof ContactSegment>;

export const Segment = z.discriminatedUnion('kind', [
	GripSegment,
	FailureSegment,
	RecoverySegment,
	AttemptSegment,
	StepSegment,
	ContactSegment
]);
export type Segment = z.infer<typeof Segment>;

/** How the take ended, on the end state alone: 1 none, 2 minimal, 3 partial, 4 near, 5 perfect; and the task's checks. */
export const Ending = z.looseObject({
	score: FiveSteps.nullable(),
	/** By the id of the task's `endChecks`; an id that is missing was not answered. */
	checks: z.record(z.string(), z.boolean())
});
export type Ending = z.infer<typeof Ending>;

export const KeypointState = z.enum(['visible', 'occluded', 'outside', 'absent']);
export type KeypointState = z.infer<typeof KeypointState>;

/** A hand that a network saw in a box which a person drew on the frame, and that the person accepted. */
export const CorrectionSource = z.looseObject({
	kind: z.literal('box'),
	/** Over frame width and height, y down. */
	box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
	model: z.string(),
	modelSha256: Sha256,
	runtime: z.string(),
	/** How sure the network was that this is a hand, 0..1. */
	presence: z.number().min(0).max(1)
});
export type CorrectionSource = z.infer<typeof CorrectionSource>;

/**
 * One hand on one frame as a person says it is; replaces the model's hand there, and is one value, so that
 * merging two documents never mixes the points of two people.
 */
export const HandCorrection = z.looseObject({
	ptsUs: PtsUs,
	side: Side,
	/** 21 points, x and y over frame width and height; `moved` marks those that a person set. */
	points: z.array(z.object({ x: z.number(), y: z.number(), state: KeypointState, moved: z.boolean() })).length(21),
	/** Where the points come from that no person moved. Missing: the model's own hand of this frame. */
	from: CorrectionSource.optional()
});
export type HandCorrection = z.infer<typeof HandCorrection>;

/** What of the take is kept: `[inUs, outUs)`. */
export const Trim = z.looseObject({ inUs: PtsUs, outUs: PtsUs });
export type Trim = z.infer<typeof Trim>;

/** A piece that is cut out of what is kept: `[startUs, endUs)`. Cuts that overlap, after a merge, are one hole. */
export const Cut = z.looseObject({ startUs: PtsUs, endUs: PtsUs });
export type Cut = z.infer<typeof Cut>;

/** Key of a cut in the document: the same cut on two devices is one value. */
export const cutKey = (startUs: PtsUs, endUs: PtsUs): string => `${startUs}-${endUs}`;

/** Key of a correction in the document: one value for each hand of a frame. */
export const correctionKey = (ptsUs: PtsUs, side: Side): string => `${ptsUs}/${side}`;

/**
 * What a person says of the sides on the frames of `[startUs, endUs)`: left and right are to be exchanged, or are right
 * as they are (somebody asked). The track itself is not changed; exchanged twice is not exchanged.
 */
export const SideSwap = z.looseObject({ startUs: PtsUs, endUs: PtsUs, swapped: z.boolean() });
export type SideSwap = z.infer<typeof SideSwap>;

/** Key of a swap in the document: the same repair on two devices is one value, so that merging does not undo it. */
export const swapKey = (startUs: PtsUs, endUs: PtsUs): string => `${startUs}-${endUs}`;

const snapshot = {
	trim: Trim.nullable(),
	segments: z.array(Segment),
	corrections: z.array(HandCorrection),
	/** Left out where there is none. */
	swaps: z.array(SideSwap).optional(),
	/** Left out where nothing is cut out; and in a rendition, where it is done. */
	cuts: z.array(Cut).optional()
};
/** The version that this code writes. */
export const ANNOTATION_SCHEMA = 'annotation/2';
/** Of before attempts, steps, contact states and the end score; its segments are grips, failures and recoveries. */
const AnnotationSnapshot1 = z.looseObject({ schema: z.literal('annotation/1'), ...snapshot });
const AnnotationSnapshot2 = z.looseObject({
	schema: z.literal(ANNOTATION_SCHEMA),
	...snapshot,
	/** Left out where nothing was said. */
	ending: Ending.optional()
});

/** Every value of version 1 means the same in version 2; what it does not say stays unsaid. */
export const annotation2From1 = (old: z.infer<typeof AnnotationSnapshot1>): z.infer<typeof AnnotationSnapshot2> => ({
	...old,
	schema: ANNOTATION_SCHEMA
});

/** A person's labels on one clip, as plain data; the living document is a Yjs document of the same shape. */
export const AnnotationSnapshot = z
	.discriminatedUnion('schema', [AnnotationSnapshot2, AnnotationSnapshot1])
	.transform((read) => (read.schema === 'annotation/1' ? annotation2From1(read) : read));
export type AnnotationSnapshot = z.infer<typeof AnnotationSnapshot>;

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

/** A grip group (hand holds), an N-code (touches without grip), or `unsure`. Unknown ids are kept, shown as unknown. */
export const GripCode = z.enum([...GRIP_GROUPS, ...CONTACT_CODES, 'unsure']);
export type GripCode = z.infer<typeof GripCode>;
export const FailureEventCode = z.enum(FAILURE_CODES);
export type FailureEventCode = z.infer<typeof FailureEventCode>;
export const RecoveryEventCode = z.enum(RECOVERY_CODES);
export type RecoveryEventCode = z.infer<typeof RecoveryEventCode>;

const span = {
	id: SegmentId,
	/** Half-open: `[startUs, endUs)`. */
	startUs: PtsUs,
	endUs: PtsUs,
	source: z.enum(['human', 'suggestion_accepted', 'suggestion_edited'])
};

export const GripSegment = z.looseObject({
	...span,
	kind: z.literal('grip'),
	side: Side,
	grip: GripCode,
	feixId: z.int().min(1).max(33).nullable()
});
export type GripSegment = z.infer<typeof GripSegment>;

export const FailureSegment = z.looseObject({
	...span,
	kind: z.literal('failure'),
	code: FailureEventCode,
	side: Side.nullable()
});
export type FailureSegment = z.infer<typeof FailureSegment>;

export const RecoverySegment = z.looseObject({
	...span,
	kind: z.literal('recovery'),
	code: RecoveryEventCode,
	side: Side.nullable(),
	/** The failure that this answers. */
	recovers: SegmentId.nullable(),
	outcome: z.enum(['resolved', 'partly', 'no']).nullable()
});
export type RecoverySegment = z.infer<typeof RecoverySegment>;

export const Segment = z.discriminatedUnion('kind', [GripSegment, FailureSegment, RecoverySegment]);
export type Segment = z.infer<typeof Segment>;

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

/** A person's labels on one clip, as plain data; the living document is a Yjs document of the same shape. */
export const AnnotationSnapshot = z.looseObject({
	schema: z.literal('annotation/1'),
	trim: Trim.nullable(),
	segments: z.array(Segment),
	corrections: z.array(HandCorrection),
	/** Left out where there is none. */
	swaps: z.array(SideSwap).optional(),
	/** Left out where nothing is cut out; and in a rendition, where it is done. */
	cuts: z.array(Cut).optional()
});
export type AnnotationSnapshot = z.infer<typeof AnnotationSnapshot>;

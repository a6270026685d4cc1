import { LIMIT_DIRECTIONS, NOTHING_DECLARED, type LimitId as Id } from './quality-limits.ts';
import { z } from './zod.ts';
import { PtsUs } from './time.ts';

export const RuleId = z.enum([
	'hand_visibility',
	'both_hands',
	'longest_gap',
	'distance',
	'margin',
	'idle',
	'other_hands',
	'anatomy',
	'light',
	'backlight',
	'sharpness',
	'motion_blur',
	'shake',
	'cadence',
	'duration',
	'faces'
]);
export type RuleId = z.infer<typeof RuleId>;

export const Verdict = z.enum(['accept', 'warn', 'retake']);
export type Verdict = z.infer<typeof Verdict>;

export const LimitId = z.enum(Object.keys(LIMIT_DIRECTIONS) as [Id, ...Id[]]);
export type LimitId = Id;

/** `accept`: where a rule is content. `hard`: between warning and retake; never on the better side of `accept`. */
export const Limit = z.object({ accept: z.number(), hard: z.number() });
export type Limit = z.infer<typeof Limit>;

/**
 * Quality rules as a programme or one of its tasks writes them: only what differs from the defaults, or for a task from
 * its programme. Evaluated by `domain/quality`, which also holds the defaults.
 */
export const QualityRules = z.looseObject({
	limits: z
		.partialRecord(LimitId, Limit)
		.superRefine((limits, context) => {
			for (const [id, limit] of Object.entries(limits) as [LimitId, Limit][]) {
				const better = LIMIT_DIRECTIONS[id] === 'at_least' ? limit.hard > limit.accept : limit.hard < limit.accept;
				if (better) context.addIssue({ code: 'custom', path: [id], message: 'hard is on the better side of accept' });
			}
		})
		.optional(),
	/** What each rule may say at most: `off` is not asked, `warn` never asks for a retake. */
	most: z.partialRecord(RuleId, z.enum(['off', 'warn', 'retake'])).optional(),
	/** Share of samples that may lie outside before a rule on samples speaks, 0..0.9. */
	outsideShare: z.number().min(0).max(0.9).optional(),
	/** Points of a whole hand that have to be in the picture for it to count as seen, 1..21. */
	pointsInFrame: z.int().min(1).max(21).optional()
});
export type QualityRules = z.infer<typeof QualityRules>;

const AbsentPoints = z.array(z.int().min(0).max(20)).max(21);

/** What a person says of their own hands, so that no rule holds it against them. */
export const Declared = z.looseObject({
	/** Landmarks (0..20) that the person's hand does not have, rising; all 21: the person films without that hand. */
	absent: z.object({ left: AbsentPoints, right: AbsentPoints }),
	/** A glove or a prosthesis: the hand does not look like a bare one. */
	covered: z.object({ left: z.boolean(), right: z.boolean() })
});
export type Declared = z.infer<typeof Declared>;

/** A rule that was applied: never a verdict without value, threshold and moment. */
export const RuleResult = z.looseObject({
	rule: RuleId,
	verdict: Verdict,
	/** Measured value, in `unit`, rounded to a millionth. */
	value: z.number(),
	/** `width_s`: frame widths a second. */
	unit: z.enum(['share', 'seconds', 'luma', 'ratio', 'fps', 'width_s']),
	/** The limit of `accept`, and whether the value has to stay above or below it. */
	threshold: z.number(),
	/** The limit between `warn` and `retake`. */
	hardThreshold: z.number(),
	direction: z.enum(['at_least', 'at_most']),
	/** Spans of the clip that the value speaks of, worst first; empty when all is well. */
	moments: z.array(z.object({ startUs: PtsUs, endUs: PtsUs })),
	/** `pixels`: measured on the device, and covered by the signed manifest; a hub that holds no camera pictures takes them as told. */
	measuredOn: z.enum(['landmarks', 'times', 'pixels']),
	/** What a ratio is over: this take's own best (where left out), or the camera's still scene. */
	comparedWith: z.enum(['take', 'device']).optional()
});
export type RuleResult = z.infer<typeof RuleResult>;

/** As it was written until rules version 2: always on a take, nothing declared. */
export const QualityReport1 = z.looseObject({
	schema: z.literal('quality-report/1'),
	rulesVersion: z.int().positive(),
	verdict: Verdict,
	results: z.array(RuleResult).min(1)
});
export type QualityReport1 = z.infer<typeof QualityReport1>;

export const QualityReport2 = z.looseObject({
	schema: z.literal('quality-report/2'),
	rulesVersion: z.int().positive(),
	/** The clip that was judged, whose clock the moments are on: the take, or what would leave the device. */
	of: z.enum(['take', 'rendition']),
	declared: Declared,
	verdict: Verdict,
	results: z.array(RuleResult).min(1)
});
export type QualityReport2 = z.infer<typeof QualityReport2>;

/** A report of version 1 in the shape of version 2. Its `rulesVersion` stays: it says by which rules it was judged. */
export const reportFrom1 = (report: QualityReport1): QualityReport2 => ({
	...report,
	schema: 'quality-report/2',
	of: 'take',
	declared: NOTHING_DECLARED
});

/** A report of any version, read as the newest. */
export const QualityReport = z
	.discriminatedUnion('schema', [QualityReport1, QualityReport2])
	.transform((report): QualityReport2 => (report.schema === 'quality-report/1' ? reportFrom1(report) : report));
export type QualityReport = QualityReport2;

/** Pixel measures of one sampled frame. What was not measured is left out. */
export const FrameLook = z.object({
	ptsUs: PtsUs,
	/** Mean luma 0..255 of the hand's box, or of the whole frame where no hand is seen. */
	luma: z.number(),
	/** Share of pixels at 0..4 or 251..255. */
	clipped: z.number(),
	/** Variance of the Laplacian of the luma plane; compared only within one take. */
	sharpness: z.number(),
	/** The same three of the whole picture; the sharpness is held against the device's own baseline. */
	wholeLuma: z.number().optional(),
	wholeClipped: z.number().optional(),
	wholeSharpness: z.number().optional(),
	/** Standard deviation of the noise of a pixel, luma steps (`domain/quality/noise.ts`). */
	noise: z.number().nonnegative().optional(),
	/** Mean luma of the picture outside the hand's box; only where a hand is seen and something is outside. */
	outsideLuma: z.number().optional(),
	/** How fast the hand moves, palm lengths a second; only where landmarks say so. */
	handSpeed: z.number().optional(),
	/** Direction of that motion on the plane: x, y of a unit vector, y down. */
	handWay: z.array(z.number()).length(2).optional(),
	/** Gradient tensor of the hand's box: means of gx·gx, gx·gy, gy·gy, luma steps a pixel squared. */
	edges: z.array(z.number()).length(3).optional(),
	/** How fast the whole picture shifts since the sample before, frame widths a second; not where nothing could be compared. */
	shake: z.number().optional(),
	/** Hands that are not the person's, where the tracker tells them apart. */
	others: z.int().nonnegative().optional(),
	onHand: z.boolean()
});
export type FrameLook = z.infer<typeof FrameLook>;

import { z } from './zod.ts';
import { PtsUs } from './time.ts';

export const RuleId = z.enum(['hand_visibility', 'longest_gap', 'light', 'sharpness', 'cadence', 'duration']);
export type RuleId = z.infer<typeof RuleId>;

export const Verdict = z.enum(['accept', 'warn', 'retake']);
export type Verdict = z.infer<typeof Verdict>;

/** A rule that was applied: never a verdict without value, threshold and moment. */
export const RuleResult = z.looseObject({
	rule: RuleId,
	verdict: Verdict,
	/** Measured value, in `unit`. */
	value: z.number(),
	unit: z.enum(['share', 'seconds', 'luma', 'ratio', 'fps']),
	/** The limit of `accept`, and whether the value has to stay above or below it. */
	threshold: z.number(),
	/** The limit between `warn` and `retake`. */
	hardThreshold: z.number(),
	direction: z.enum(['at_least', 'at_most']),
	/** Spans of the take that the value speaks of, worst first; empty when all is well. */
	moments: z.array(z.object({ startUs: PtsUs, endUs: PtsUs })),
	measuredOn: z.enum(['landmarks', 'times', 'pixels']),
	/** What a ratio is over: this take's own best (where left out), or the camera's still scene. */
	comparedWith: z.enum(['take', 'device']).optional()
});
export type RuleResult = z.infer<typeof RuleResult>;

export const QualityReport = z.looseObject({
	schema: z.literal('quality-report/1'),
	rulesVersion: z.int().positive(),
	verdict: Verdict,
	results: z.array(RuleResult).min(1)
});
export type QualityReport = z.infer<typeof QualityReport>;

/** Pixel measures of one sampled frame. */
export const FrameLook = z.object({
	ptsUs: PtsUs,
	/** Mean luma 0..255 of the hand's box, or of the whole frame where no hand is seen. */
	luma: z.number(),
	/** Share of pixels at 0..4 or 251..255. */
	clipped: z.number(),
	/** Variance of the Laplacian of the luma plane; compared only within one take. */
	sharpness: z.number(),
	/** The same of the whole picture, to hold against the device's own baseline. */
	wholeSharpness: z.number().optional(),
	onHand: z.boolean()
});
export type FrameLook = z.infer<typeof FrameLook>;

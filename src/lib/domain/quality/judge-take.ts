import type { FrameLook, QualityReport, RuleResult, Verdict } from '../../schema/quality.ts';
import type { StillLook } from '../../schema/probe.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { ruleHandVisibility, ruleLongestGap } from './rules-hands.ts';
import { ruleLight, ruleSharpness } from './rules-pixels.ts';
import { ruleCadence, ruleDuration } from './rules-times.ts';
import { worseOf } from './verdict.ts';

/** Raised whenever a verdict could come out differently for the same take. */
export const RULES_VERSION = 2;

/** Length of a take whose task is not known, seconds. */
const ANY_TASK_S = { min: 3, max: 120 };

export type TakeMeasures = {
	/** Presentation time of every frame, whole microseconds, rising. */
	timesUs: ArrayLike<number>;
	/** First frame to the end of the last one. */
	durationUs: number;
	/** Landmarks of every frame; null where tracking failed. */
	frames: readonly TrackFrame[] | null;
	/** Samples of the picture, in order; null where no frame could be decoded. */
	looks: readonly FrameLook[] | null;
	/** A still scene as the same camera saw it before its first take: the device's own baseline. None: rules work without. */
	stillLook?: Pick<StillLook, 'sharpness' | 'noise'> | null;
	/** Length of a good take of this task; null where the task is not known. */
	timeRangeS: { min: number; max: number } | null;
};

/** The report on a take. Rules without anything to measure are left out; a take without frames is too short. */
export function judgeTake(take: TakeMeasures, limits: Limits = DEFAULT_LIMITS): QualityReport {
	const end = take.durationUs;
	const rules: (RuleResult | null)[] = [
		take.frames && ruleHandVisibility(take.frames, end, limits),
		take.frames && ruleLongestGap(take.frames, end, limits),
		take.looks && ruleLight(take.looks, end, limits),
		take.looks && ruleSharpness(take.looks, end, limits, take.stillLook ?? null),
		ruleCadence(take.timesUs, limits),
		ruleDuration(end, take.timeRangeS ?? ANY_TASK_S, limits)
	];
	const results = rules.filter((result): result is RuleResult => result !== null);
	const verdict = results.reduce<Verdict>((worst, one) => worseOf(worst, one.verdict), 'accept');
	return { schema: 'quality-report/1', rulesVersion: RULES_VERSION, verdict, results };
}

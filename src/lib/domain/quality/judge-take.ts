import type { Declared, FrameLook, QualityReport, RuleResult, Verdict } from '../../schema/quality.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { USUAL_ASPECT } from './measure-look.ts';
import { ruleAnatomy } from './rule-anatomy.ts';
import { ruleFaces } from './rule-faces.ts';
import { ruleIdle } from './rule-idle.ts';
import { ruleOtherHands } from './rule-other-hands.ts';
import { DEFAULT_RULES, type Rules } from './rules.ts';
import { ruleMotionBlur, ruleShake, ruleSharpness, type Baseline } from './rules-edges.ts';
import { ruleDistance, ruleMargin } from './rules-framing.ts';
import { ruleBothHands, ruleHandVisibility, ruleLongestGap } from './rules-hands.ts';
import { ruleBacklight, ruleLight } from './rules-light.ts';
import { ruleCadence, ruleDuration } from './rules-times.ts';
import { isAsked, worseOf } from './verdict.ts';

/** Raised whenever a verdict could come out differently for the same clip. */
export const RULES_VERSION = 4;

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
	stillLook?: Baseline | null;
	/** Length of a good take of this task; null where the task is not known. */
	timeRangeS: { min: number; max: number } | null;
	/** Hands that the task asks for; one where left out. */
	hands?: 'one' | 'both';
	/** Width over height of the picture; 16:9 where left out. */
	aspect?: number;
	/** What the person says of their own hands; nothing where left out. */
	declared?: Declared;
	/** Which clip this is; the take where left out. */
	of?: 'take' | 'rendition';
	/** Share of frames that had to be covered whole, because a face could not be told apart; null before redaction. */
	coveredWhole?: number | null;
};

/**
 * The report on a clip. Pure, and the same on every machine: whole numbers, sums, products and square roots only. Rules
 * without anything to measure, and those that the programme does not ask, are left out; a clip without frames is too short.
 */
export function judgeTake(take: TakeMeasures, rules: Rules = DEFAULT_RULES): QualityReport {
	const endUs = take.durationUs;
	const declared = take.declared ?? NOTHING_DECLARED;
	const hands = take.frames && { frames: take.frames, endUs, declared };
	const pictures = take.looks && { looks: take.looks, endUs, declared };
	const found: (RuleResult | null)[] = [
		hands && ruleHandVisibility(hands, rules),
		hands && take.hands === 'both' ? ruleBothHands(hands, rules) : null,
		hands && ruleLongestGap(hands, rules),
		hands && ruleDistance(hands, rules),
		hands && ruleMargin(hands, rules),
		hands && ruleIdle(hands, take.aspect ?? USUAL_ASPECT, rules),
		hands && ruleOtherHands(hands, take.looks, rules),
		hands && ruleAnatomy(hands, rules),
		pictures && ruleLight(pictures, rules),
		pictures && ruleBacklight(pictures, rules),
		pictures && ruleSharpness(pictures, rules, take.stillLook ?? null),
		pictures && ruleMotionBlur(pictures, rules),
		pictures && ruleShake(pictures, rules),
		ruleCadence(take.timesUs, rules),
		ruleDuration(endUs, take.timeRangeS ?? ANY_TASK_S, rules),
		ruleFaces(take.coveredWhole ?? null, rules)
	];
	const results = found.filter((result): result is RuleResult => result !== null && isAsked(rules, result.rule));
	const verdict = results.reduce<Verdict>((worst, one) => worseOf(worst, one.verdict), 'accept');
	return {
		schema: 'quality-report/2',
		rulesVersion: RULES_VERSION,
		of: take.of ?? 'take',
		declared,
		verdict,
		results
	};
}

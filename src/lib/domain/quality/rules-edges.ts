import type { StillLook } from '../../schema/probe.ts';
import type { FrameLook, LimitId, RuleResult } from '../../schema/quality.ts';
import { longestFirst } from './hands-in-frame.ts';
import { LAPLACE_GAIN } from './noise.ts';
import type { Rules } from './rules.ts';
import { ENOUGH_ON_HAND, type LookClip } from './rules-light.ts';
import { shareAbove, shareBelow, spansOfLooks } from './sample-shares.ts';
import { smearedLooks } from './smeared-looks.ts';
import { judged, worstOf } from './verdict.ts';

/** A still scene is a baseline where its edges have more than this share of what noise had. */
const LEAST_BESIDE_NOISE = 0.25;

/** Share of a take's noise that is taken off: its square is known to a tenth, and the doubt is the take's. */
const SURELY_NOISE = 0.9;

/** Shifts of the whole picture that are enough to speak of its speed. */
const ENOUGH_SHIFTS = 5;

/** The device's own baseline: a still scene as the same camera saw it. */
export type Baseline = Pick<StillLook, 'luma' | 'sharpness' | 'noise'>;

/**
 * [QR4] Against this take's own upper quartile, and [QR11] against the device's own baseline where it has one: the worse.
 * Samples that [QR19] calls smeared are left out. Null where there is nothing to compare, or nothing that has edges.
 */
export function ruleSharpness(clip: LookClip, rules: Rules, still: Baseline | null = null): RuleResult | null {
	const found = [sharpnessWithin(clip, rules), still && sharpnessOfDevice(clip, rules, still)];
	const results = found.filter((result): result is RuleResult => result !== null);
	return results.length > 0 ? worstOf(results) : null;
}

/** The sharpest quarter of hand boxes of a take, or of whole pictures where there are too few boxes; null where none has edges. */
export function ownBaseline(looks: readonly FrameLook[]): { used: FrameLook[]; baseline: number } | null {
	const onHand = looks.filter((look) => look.onHand);
	const used = onHand.length >= ENOUGH_ON_HAND ? onHand : looks.filter((look) => !look.onHand);
	if (used.length < ENOUGH_ON_HAND) return null;
	const baseline = shareAbove(
		used.map((look) => look.sharpness),
		0.25
	);
	return baseline > 0 ? { used, baseline } : null;
}

function sharpnessWithin({ looks, endUs }: LookClip, rules: Rules): RuleResult | null {
	const own = ownBaseline(looks);
	if (!own) return null;
	const smeared = new Set(smearedLooks(looks)?.smeared);
	const used = own.used.filter((look) => !smeared.has(look));
	if (used.length < ENOUGH_ON_HAND) return null;
	const ratio = (look: FrameLook) => look.sharpness / own.baseline;
	return judgedSharpness(used, ratio, shareBelow(used.map(ratio), rules.outsideShare), 'sharpness', endUs, rules);
}

/**
 * [QR11] The sharpest quarter of whole pictures over the still scene of the probe: out of focus from start to end. As with
 * that scene, what noise alone would leave in the variance of the Laplacian is taken off; the take's noise is that of its
 * quietest quarter. A picture darker than the scene has weaker edges for that reason alone: it is measured as if as bright.
 */
function sharpnessOfDevice({ looks, endUs }: LookClip, rules: Rules, still: Baseline): RuleResult | null {
	const used = looks.filter((look) => look.wholeSharpness !== undefined);
	// A scene of little but noise is no baseline: what is left of it is about as large as the error of what was taken off.
	const taken = LAPLACE_GAIN * still.noise * still.noise;
	if (used.length < ENOUGH_ON_HAND || still.sharpness <= LEAST_BESIDE_NOISE * taken) return null;
	const noises = used.flatMap((look) => look.noise ?? []);
	const noise = noises.length > 0 ? shareBelow(noises, 0.25) : 0;
	const ofNoise = SURELY_NOISE * LAPLACE_GAIN * noise * noise;
	const ratio = (look: FrameLook) => {
		const darker = Math.max(1, still.luma / Math.max(1, look.wholeLuma ?? still.luma));
		return (Math.max(0, look.wholeSharpness! - ofNoise) * darker * darker) / still.sharpness;
	};
	const value = shareAbove(used.map(ratio), 0.25);
	return { ...judgedSharpness(used, ratio, value, 'device_sharpness', endUs, rules), comparedWith: 'device' };
}

function judgedSharpness(
	used: readonly FrameLook[],
	ratio: (look: FrameLook) => number,
	value: number,
	limit: LimitId,
	endUs: number,
	rules: Rules
): RuleResult {
	return judged(
		{
			rule: 'sharpness',
			limit,
			value,
			unit: 'ratio',
			moments: longestFirst(spansOfLooks(used, endUs, (look) => ratio(look) < rules.limits[limit].accept)),
			measuredOn: 'pixels'
		},
		rules
	);
}

/** [QR19] Share of samples of hands that are smeared by their own motion. Null where too few can be told. */
export function ruleMotionBlur({ looks, endUs }: LookClip, rules: Rules): RuleResult | null {
	const found = smearedLooks(looks);
	if (!found) return null;
	const smeared = new Set(found.smeared);
	return judged(
		{
			rule: 'motion_blur',
			limit: 'motion_blur',
			value: found.smeared.length / found.told.length,
			unit: 'share',
			moments: longestFirst(spansOfLooks(found.told, endUs, (look) => smeared.has(look))),
			measuredOn: 'pixels'
		},
		rules
	);
}

/** [QR20] Speed of the whole picture that 30 % of samples exceed, frame widths a second. Null with fewer than five. */
export function ruleShake({ looks, endUs }: LookClip, rules: Rules): RuleResult | null {
	const used = looks.filter((look) => look.shake !== undefined);
	if (used.length < ENOUGH_SHIFTS) return null;
	return judged(
		{
			rule: 'shake',
			limit: 'shake',
			value: shareAbove(
				used.map((look) => look.shake!),
				rules.outsideShare
			),
			unit: 'width_s',
			moments: longestFirst(spansOfLooks(used, endUs, (look) => look.shake! > rules.limits.shake.accept)),
			measuredOn: 'pixels'
		},
		rules
	);
}

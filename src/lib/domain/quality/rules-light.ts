import type { Declared, FrameLook, RuleResult } from '../../schema/quality.ts';
import { longestFirst } from './hands-in-frame.ts';
import type { Rules } from './rules.ts';
import { shareAbove, shareBelow, spansOfLooks } from './sample-shares.ts';
import { judged, worstOf } from './verdict.ts';

/** Samples of hands that are enough to say something of them. */
export const ENOUGH_ON_HAND = 4;

/** What every rule on samples is given: samples in order, the end of the clip in microseconds. */
export type LookClip = { looks: readonly FrameLook[]; endUs: number; declared: Declared };

/** [QR23] A dark or a white glove is no fault of the light: its wearer's pictures are measured as a whole. */
function lightOf(look: FrameLook, declared: Declared): { luma: number; clipped: number } {
	const gloved = declared.covered.left || declared.covered.right;
	return gloved
		? { luma: look.wholeLuma ?? look.luma, clipped: look.wholeClipped ?? look.clipped }
		: { luma: look.luma, clipped: look.clipped };
}

/** [QR3] Dark, bright or clipped: the worst of the three. Null where no picture was looked at. */
export function ruleLight({ looks, endUs, declared }: LookClip, rules: Rules): RuleResult | null {
	if (looks.length === 0) return null;
	const { dark, bright, clipped } = rules.limits;
	const common = { rule: 'light', measuredOn: 'pixels' } as const;
	const lights = looks.map((look) => lightOf(look, declared));
	const lumas = lights.map((light) => light.luma);
	const spans = (outside: (light: { luma: number; clipped: number }) => boolean) =>
		longestFirst(spansOfLooks(looks, endUs, (look) => outside(lightOf(look, declared))));
	return worstOf([
		judged(
			{
				...common,
				limit: 'dark',
				value: shareBelow(lumas, rules.outsideShare),
				unit: 'luma',
				moments: spans(({ luma }) => luma < dark.accept)
			},
			rules
		),
		judged(
			{
				...common,
				limit: 'bright',
				value: shareAbove(lumas, rules.outsideShare),
				unit: 'luma',
				moments: spans(({ luma }) => luma > bright.accept)
			},
			rules
		),
		judged(
			{
				...common,
				limit: 'clipped',
				value: shareAbove(
					lights.map((light) => light.clipped),
					rules.outsideShare
				),
				unit: 'share',
				moments: spans((light) => light.clipped > clipped.accept)
			},
			rules
		)
	]);
}

/** A hand's box brighter than this is lit well enough, whatever is behind it: a white table is no window. */
const LIT_LUMA = 85;

/**
 * [QR15] Luma of the hand's box over that of the rest of the picture, at the sample that 30 % stay under. 1 where the box is
 * lit well enough. Null with fewer than four samples of hands, and for a person with gloves.
 */
export function ruleBacklight({ looks, endUs, declared }: LookClip, rules: Rules): RuleResult | null {
	if (declared.covered.left || declared.covered.right) return null;
	const used = looks.filter((look) => look.onHand && look.outsideLuma !== undefined);
	if (used.length < ENOUGH_ON_HAND) return null;
	const ratio = (look: FrameLook): number =>
		look.luma >= LIT_LUMA || look.luma >= look.outsideLuma! ? 1 : look.luma / look.outsideLuma!;
	return judged(
		{
			rule: 'backlight',
			limit: 'backlight',
			value: shareBelow(used.map(ratio), rules.outsideShare),
			unit: 'ratio',
			moments: longestFirst(spansOfLooks(used, endUs, (look) => ratio(look) < rules.limits.backlight.accept)),
			measuredOn: 'pixels'
		},
		rules
	);
}

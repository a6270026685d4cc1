import type { StillLook } from '../../schema/probe.ts';
import type { FrameLook, RuleResult } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import { longestFirst, type Span } from './hands-in-frame.ts';
import type { Limits } from './limits.ts';
import { judged, worstOf } from './verdict.ts';

/** Hand boxes of a take that are enough to compare with each other; with fewer, whole pictures are compared. */
const ENOUGH_ON_HAND = 4;

/** [QR3] Dark, bright or clipped: the worst of the three. Null where no picture was looked at. */
export function ruleLight(looks: readonly FrameLook[], endUs: number, limits: Limits): RuleResult | null {
	if (looks.length === 0) return null;
	const { darkLuma, brightLuma, clippedShare, outsideShare } = limits;
	const common = { rule: 'light', measuredOn: 'pixels' } as const;
	const lumas = looks.map((look) => look.luma);
	const clipped = looks.map((look) => look.clipped);
	const spans = (outside: (look: FrameLook) => boolean) => longestFirst(spansOf(looks, endUs, outside));
	return worstOf([
		judged({
			...common,
			value: shareBelow(lumas, outsideShare),
			unit: 'luma',
			threshold: darkLuma.accept,
			hardThreshold: darkLuma.hard,
			direction: 'at_least',
			moments: spans((look) => look.luma < darkLuma.accept)
		}),
		judged({
			...common,
			value: shareAbove(lumas, outsideShare),
			unit: 'luma',
			threshold: brightLuma.accept,
			hardThreshold: brightLuma.hard,
			direction: 'at_most',
			moments: spans((look) => look.luma > brightLuma.accept)
		}),
		judged({
			...common,
			value: shareAbove(clipped, outsideShare),
			unit: 'share',
			threshold: clippedShare.accept,
			hardThreshold: clippedShare.hard,
			direction: 'at_most',
			moments: spans((look) => look.clipped > clippedShare.accept)
		})
	]);
}

/** What noise alone adds to the variance of a four-neighbour Laplacian, for each step of its variance. */
const LAPLACE_GAIN = 20;

/**
 * [QR4] Against this take's own upper quartile, and [QR11] against the device's own baseline where it has one: the worse.
 * Null where there is nothing to compare, or nothing that has edges.
 */
export function ruleSharpness(
	looks: readonly FrameLook[],
	endUs: number,
	limits: Limits,
	still: Pick<StillLook, 'sharpness' | 'noise'> | null = null
): RuleResult | null {
	const found = [sharpnessWithin(looks, endUs, limits), still && sharpnessOfDevice(looks, endUs, limits, still)];
	const results = found.filter((result): result is RuleResult => result !== null);
	return results.length > 0 ? worstOf(results) : null;
}

function sharpnessWithin(looks: readonly FrameLook[], endUs: number, limits: Limits): RuleResult | null {
	const onHand = looks.filter((look) => look.onHand);
	const used = onHand.length >= ENOUGH_ON_HAND ? onHand : looks.filter((look) => !look.onHand);
	if (used.length < ENOUGH_ON_HAND) return null;
	const baseline = shareAbove(
		used.map((look) => look.sharpness),
		0.25
	);
	if (baseline <= 0) return null;
	const ratio = (look: FrameLook) => look.sharpness / baseline;
	return judgedSharpness(used, ratio, shareBelow(used.map(ratio), limits.outsideShare), limits.sharpnessRatio, endUs);
}

/** [QR11] The sharpest quarter of whole pictures over the still scene of the probe: out of focus from start to end. */
function sharpnessOfDevice(
	looks: readonly FrameLook[],
	endUs: number,
	limits: Limits,
	still: Pick<StillLook, 'sharpness' | 'noise'>
): RuleResult | null {
	const used = looks.filter((look) => look.wholeSharpness !== undefined);
	// A scene of noise alone is no baseline: nothing in it was sharp.
	if (used.length < ENOUGH_ON_HAND || still.sharpness <= LAPLACE_GAIN * still.noise ** 2) return null;
	const ratio = (look: FrameLook) => look.wholeSharpness! / still.sharpness;
	const value = shareAbove(used.map(ratio), 0.25);
	return { ...judgedSharpness(used, ratio, value, limits.deviceSharpnessRatio, endUs), comparedWith: 'device' };
}

function judgedSharpness(
	used: readonly FrameLook[],
	ratio: (look: FrameLook) => number,
	value: number,
	limit: { accept: number; hard: number },
	endUs: number
): RuleResult {
	return judged({
		rule: 'sharpness',
		value,
		unit: 'ratio',
		threshold: limit.accept,
		hardThreshold: limit.hard,
		direction: 'at_least',
		moments: longestFirst(spansOf(used, endUs, (look) => ratio(look) < limit.accept)),
		measuredOn: 'pixels'
	});
}

/** The value that `share` of the values lie below: with 10 values and 0.3 the fourth smallest. */
const shareBelow = (values: readonly number[], share: number): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)]!;
};
const shareAbove = (values: readonly number[], share: number): number =>
	-shareBelow(
		values.map((v) => -v),
		share
	);

/** Runs of samples that are outside, each up to the time of the sample after it. */
function spansOf(looks: readonly FrameLook[], endUs: number, outside: (look: FrameLook) => boolean): Span[] {
	const spans: Span[] = [];
	let open = false;
	looks.forEach((look, i) => {
		const until = ptsUs(Math.max(looks[i + 1]?.ptsUs ?? endUs, look.ptsUs));
		if (!outside(look)) open = false;
		else if (open) spans[spans.length - 1] = { startUs: spans.at(-1)!.startUs, endUs: until };
		else {
			open = true;
			spans.push({ startUs: look.ptsUs, endUs: until });
		}
	});
	return spans;
}

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

/** [QR4] Against this take's own upper quartile. Null where there is nothing to compare, or nothing that has edges. */
export function ruleSharpness(looks: readonly FrameLook[], endUs: number, limits: Limits): RuleResult | null {
	const onHand = looks.filter((look) => look.onHand);
	const used = onHand.length >= ENOUGH_ON_HAND ? onHand : looks.filter((look) => !look.onHand);
	if (used.length < ENOUGH_ON_HAND) return null;
	const baseline = shareAbove(
		used.map((look) => look.sharpness),
		0.25
	);
	if (baseline <= 0) return null;
	const ratio = (look: FrameLook) => look.sharpness / baseline;
	return judged({
		rule: 'sharpness',
		value: shareBelow(used.map(ratio), limits.outsideShare),
		unit: 'ratio',
		threshold: limits.sharpnessRatio.accept,
		hardThreshold: limits.sharpnessRatio.hard,
		direction: 'at_least',
		moments: longestFirst(spansOf(used, endUs, (look) => ratio(look) < limits.sharpnessRatio.accept)),
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

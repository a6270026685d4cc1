import type { RuleResult } from '../../schema/quality.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { longestFirst, showsHand, spansWithoutHand } from './hands-in-frame.ts';
import type { Limits } from './limits.ts';
import { judged } from './verdict.ts';

/** [QR1] Share of frames that show a hand. No frame at all: 0. */
export function ruleHandVisibility(frames: readonly TrackFrame[], endUs: number, limits: Limits): RuleResult {
	const seen = frames.filter((frame) => showsHand(frame, limits.pointsInFrame)).length;
	return judged({
		rule: 'hand_visibility',
		value: frames.length === 0 ? 0 : seen / frames.length,
		unit: 'share',
		threshold: limits.handVisibility.accept,
		hardThreshold: limits.handVisibility.hard,
		direction: 'at_least',
		moments: longestFirst(spansWithoutHand(frames, endUs, limits.pointsInFrame)),
		measuredOn: 'landmarks'
	});
}

/** [QR2] Longest time without a hand. Its moments are only the spans that are too long. */
export function ruleLongestGap(frames: readonly TrackFrame[], endUs: number, limits: Limits): RuleResult {
	const spans = longestFirst(spansWithoutHand(frames, endUs, limits.pointsInFrame));
	const longest = spans[0];
	return judged({
		rule: 'longest_gap',
		value: longest ? (longest.endUs - longest.startUs) / 1e6 : 0,
		unit: 'seconds',
		threshold: limits.longestGapS.accept,
		hardThreshold: limits.longestGapS.hard,
		direction: 'at_most',
		moments: spans.filter((span) => (span.endUs - span.startUs) / 1e6 > limits.longestGapS.accept),
		measuredOn: 'landmarks'
	});
}

import type { Declared, RuleResult } from '../../schema/quality.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { lacksHand } from './declared.ts';
import { longestFirst, showsBoth, showsHand, spansWhere } from './hands-in-frame.ts';
import type { Rules } from './rules.ts';
import { judged } from './verdict.ts';

/** What every rule on landmarks is given: frames in order, the end of the clip in microseconds. */
export type HandClip = { frames: readonly TrackFrame[]; endUs: number; declared: Declared };

/** [QR1] Share of frames that show a hand. No frame at all: 0. */
export function ruleHandVisibility({ frames, endUs, declared }: HandClip, rules: Rules): RuleResult {
	const seen = (frame: TrackFrame) => showsHand(frame, rules.pointsInFrame, declared);
	return judged(
		{
			rule: 'hand_visibility',
			limit: 'hand_visibility',
			value: frames.length === 0 ? 0 : frames.filter(seen).length / frames.length,
			unit: 'share',
			moments: longestFirst(spansWhere(frames, endUs, (frame) => !seen(frame))),
			measuredOn: 'landmarks'
		},
		rules
	);
}

/** [QR12] Share of frames that show both hands. Null for a person who films without one of them, or no frame. */
export function ruleBothHands({ frames, endUs, declared }: HandClip, rules: Rules): RuleResult | null {
	if (frames.length === 0 || lacksHand(declared, 'left') || lacksHand(declared, 'right')) return null;
	const seen = (frame: TrackFrame) => showsBoth(frame, rules.pointsInFrame, declared);
	return judged(
		{
			rule: 'both_hands',
			limit: 'both_hands',
			value: frames.filter(seen).length / frames.length,
			unit: 'share',
			moments: longestFirst(spansWhere(frames, endUs, (frame) => !seen(frame))),
			measuredOn: 'landmarks'
		},
		rules
	);
}

/** [QR2] Longest time without a hand, seconds. Its moments are only the spans that are too long. */
export function ruleLongestGap({ frames, endUs, declared }: HandClip, rules: Rules): RuleResult {
	const spans = longestFirst(spansWhere(frames, endUs, (frame) => !showsHand(frame, rules.pointsInFrame, declared)));
	const longest = spans[0];
	const tooLong = rules.limits.longest_gap.accept;
	return judged(
		{
			rule: 'longest_gap',
			limit: 'longest_gap',
			value: longest ? (longest.endUs - longest.startUs) / 1e6 : 0,
			unit: 'seconds',
			moments: spans.filter((span) => (span.endUs - span.startUs) / 1e6 > tooLong),
			measuredOn: 'landmarks'
		},
		rules
	);
}

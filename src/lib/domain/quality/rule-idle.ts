import type { RuleResult } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import { longestFirst, type Span } from './hands-in-frame.ts';
import { handMotions } from './hand-motion.ts';
import type { HandClip } from './rules-hands.ts';
import type { Rules } from './rules.ts';
import { judged } from './verdict.ts';

/** A hand that moves faster than this does something, palm lengths a second. Jitter of a resting hand stays under a third of it. */
const ACTIVE = 0.45;
/** It counts once it lasts so long: one bad frame is no work. */
const LASTS_US = 130_000;

/**
 * [QR16] Seconds at the start and at the end in which no hand moves, the longer of the two. A clip in which nothing moves is
 * idle from end to end. Null without frames.
 */
export function ruleIdle({ frames, endUs, declared }: HandClip, aspect: number, rules: Rules): RuleResult | null {
	if (frames.length === 0) return null;
	const active = handMotions(frames, aspect, declared).map((motion) => motion !== null && motion.speed >= ACTIVE);
	const lasting = lastingRuns(
		frames.map((frame) => frame.ptsUs),
		active
	);
	const startUs = frames[0]!.ptsUs;
	const [first, last] = [lasting[0], lasting.at(-1)];
	const head: Span = { startUs, endUs: first?.startUs ?? ptsUs(endUs) };
	const tail: Span = { startUs: last?.endUs ?? startUs, endUs: ptsUs(Math.max(endUs, last?.endUs ?? startUs)) };
	const seconds = (span: Span) => (span.endUs - span.startUs) / 1e6;
	const spans = first ? [head, tail] : [head];
	return judged(
		{
			rule: 'idle',
			limit: 'idle',
			value: Math.max(...spans.map(seconds)),
			unit: 'seconds',
			moments: longestFirst(spans.filter((span) => seconds(span) > rules.limits.idle.accept)),
			measuredOn: 'landmarks'
		},
		rules
	);
}

/** Runs of active frames that last, in order. */
function lastingRuns(times: readonly Span['startUs'][], active: readonly boolean[]): Span[] {
	const runs: Span[] = [];
	let begin = -1;
	for (let i = 0; i <= active.length; i++) {
		if (active[i]) {
			if (begin < 0) begin = i;
		} else if (begin >= 0) {
			if (times[i - 1]! - times[begin]! >= LASTS_US) runs.push({ startUs: times[begin]!, endUs: times[i - 1]! });
			begin = -1;
		}
	}
	return runs;
}

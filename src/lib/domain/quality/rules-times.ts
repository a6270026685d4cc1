import type { RuleResult } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import { longestFirst, type Span } from './hands-in-frame.ts';
import type { Rules } from './rules.ts';
import { judged, worstOf } from './verdict.ts';

/** [QR5] Null with fewer than two frames: there is no time between them. */
export function ruleCadence(timesUs: ArrayLike<number>, rules: Rules): RuleResult | null {
	if (timesUs.length < 2) return null;
	const times = Array.from(timesUs);
	const lengthS = (times.at(-1)! - times[0]!) / 1e6;
	const gaps: Span[] = times.slice(1).map((time, i) => ({ startUs: ptsUs(times[i]!), endUs: ptsUs(time) }));
	const longest = longestFirst(gaps)[0]!;
	const common = {
		rule: 'cadence',
		measuredOn: 'times',
		moments: longestFirst(gaps.filter((gap) => (gap.endUs - gap.startUs) / 1e6 > rules.limits.frame_gap.accept))
	} as const;
	return worstOf([
		judged({ ...common, limit: 'fps', value: lengthS > 0 ? (times.length - 1) / lengthS : 0, unit: 'fps' }, rules),
		judged({ ...common, limit: 'frame_gap', value: (longest.endUs - longest.startUs) / 1e6, unit: 'seconds' }, rules)
	]);
}

/** [QR6] Against the task's range; the nearer end of the range is the limit that is named. */
export function ruleDuration(durationUs: number, rangeS: { min: number; max: number }, rules: Rules): RuleResult {
	const value = durationUs / 1e6;
	const long = value > (rangeS.min + rangeS.max) / 2;
	return judged(
		{
			rule: 'duration',
			limit: long ? 'duration_long' : 'duration_short',
			scale: long ? rangeS.max : rangeS.min,
			value,
			unit: 'seconds',
			moments: [],
			measuredOn: 'times'
		},
		rules
	);
}

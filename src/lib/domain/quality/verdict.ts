import type { RuleId, RuleResult, Verdict } from '../../schema/quality.ts';
import { LIMIT_DIRECTIONS, type LimitId } from '../../schema/quality-limits.ts';
import type { Span } from './hands-in-frame.ts';
import type { Rules } from './rules.ts';

const RANK: Record<Verdict, number> = { accept: 0, warn: 1, retake: 2 };

export const worseOf = (a: Verdict, b: Verdict): Verdict => (RANK[a] >= RANK[b] ? a : b);

type Measured = Pick<RuleResult, 'rule' | 'value' | 'unit' | 'measuredOn'> & {
	limit: LimitId;
	/** Spans the value speaks of, worst first; kept only where the rule does not accept. */
	moments: readonly Span[];
	/** The limit's numbers are times this: the limit of a length is a share of the task's own range. */
	scale?: number;
};

/** Values are judged as they are written, so that nobody reads one and gets the verdict of another. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Holds a value against its limits. A value at a limit is on its good side. */
export function judged({ limit, scale = 1, ...measured }: Measured, rules: Rules): RuleResult {
	const direction = LIMIT_DIRECTIONS[limit];
	const { accept, hard } = rules.limits[limit];
	const [threshold, hardThreshold, value] = [rounded(accept * scale), rounded(hard * scale), rounded(measured.value)];
	const sign = direction === 'at_least' ? 1 : -1;
	const good = (against: number) => (value - against) * sign >= 0;
	const verdict: Verdict = good(threshold)
		? 'accept'
		: good(hardThreshold) || rules.most[measured.rule] === 'warn'
			? 'warn'
			: 'retake';
	const moments = verdict === 'accept' ? [] : [...measured.moments];
	return { ...measured, value, threshold, hardThreshold, direction, verdict, moments };
}

/** False where the programme does not ask this rule. */
export const isAsked = (rules: Rules, rule: RuleId): boolean => rules.most[rule] !== 'off';

/** How far on the wrong side, in steps of accept to hard; negative is good. Orders reasons of one verdict. */
export const badness = (result: RuleResult): number => {
	const step = Math.abs(result.hardThreshold - result.threshold) || 1;
	return ((result.threshold - result.value) * (result.direction === 'at_least' ? 1 : -1)) / step;
};

/** The worst of several ways to look at one thing: by verdict, then by how far off. */
export const worstOf = (results: readonly RuleResult[]): RuleResult =>
	results.reduce((worst, one) => {
		const [a, b] = [RANK[one.verdict], RANK[worst.verdict]];
		return a > b || (a === b && badness(one) > badness(worst)) ? one : worst;
	});

/** Those that do not accept, the worst first: what a person reads. */
export const reasonsOf = (results: readonly RuleResult[]): RuleResult[] =>
	results
		.filter((result) => result.verdict !== 'accept')
		.sort((a, b) => RANK[b.verdict] - RANK[a.verdict] || badness(b) - badness(a));

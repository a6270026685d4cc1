import type { RuleResult, Verdict } from '../../schema/quality.ts';

const RANK: Record<Verdict, number> = { accept: 0, warn: 1, retake: 2 };

export const worseOf = (a: Verdict, b: Verdict): Verdict => (RANK[a] >= RANK[b] ? a : b);

type Measured = Pick<
	RuleResult,
	'rule' | 'value' | 'unit' | 'threshold' | 'hardThreshold' | 'direction' | 'moments' | 'measuredOn'
>;

/** Holds a value against its limits. A value at a limit is on its good side. Moments stay only where the rule does not accept. */
export function judged(measured: Measured): RuleResult {
	const sign = measured.direction === 'at_least' ? 1 : -1;
	const good = (limit: number) => (measured.value - limit) * sign >= 0;
	const verdict: Verdict = good(measured.threshold) ? 'accept' : good(measured.hardThreshold) ? 'warn' : 'retake';
	return { ...measured, verdict, moments: verdict === 'accept' ? [] : measured.moments };
}

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

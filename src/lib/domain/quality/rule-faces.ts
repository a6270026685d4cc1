import type { RuleResult } from '../../schema/quality.ts';
import type { Rules } from './rules.ts';
import { judged } from './verdict.ts';

/**
 * [QR21] Share of frames that redaction had to cover whole: nobody can learn from them. Only a rendition has it, because only
 * there every frame is searched for faces. Null before.
 */
export function ruleFaces(coveredWhole: number | null, rules: Rules): RuleResult | null {
	if (coveredWhole === null) return null;
	return judged(
		{ rule: 'faces', limit: 'faces', value: coveredWhole, unit: 'share', moments: [], measuredOn: 'pixels' },
		rules
	);
}

import type { CoverRule, TierRule } from '$lib/domain/annotation/tiers.ts';
import { m } from '$lib/paraglide/messages.js';

/** What each rule says; its id stands behind it, so that two people speak of the same one. */
export const RULE_WORDS: Record<TierRule | CoverRule, () => string> = {
	ATT1: m.labelling_rule_att1,
	ATT2: m.labelling_rule_att2,
	STEP1: m.labelling_rule_step1,
	STEP2: m.labelling_rule_step2,
	SEG2: m.labelling_rule_seg2,
	CON1: m.labelling_rule_con1,
	COV1: m.labelling_rule_cov1,
	COV2: m.labelling_rule_cov2,
	COV3: m.labelling_rule_cov3
};
export const ruleWords = (rule: TierRule | CoverRule): string =>
	m.labelling_rule({ words: RULE_WORDS[rule](), id: rule });

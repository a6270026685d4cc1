import type { FrameLook, RuleResult } from '../../schema/quality.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { differs } from './declared.ts';
import { longestFirst, spansWhere } from './hands-in-frame.ts';
import type { HandClip } from './rules-hands.ts';
import type { Rules } from './rules.ts';
import { spansOfLooks } from './sample-shares.ts';
import { judged, worstOf } from './verdict.ts';

/** The model has to be this sure of both labels before two of one side are held to be of two people. */
const SURE = 0.9;

const sameSideTwice = ({ hands: [a, b] }: TrackFrame): boolean =>
	a !== undefined &&
	b !== undefined &&
	a.rawLabel === b.rawLabel &&
	a.handednessScore >= SURE &&
	b.handednessScore >= SURE;

/**
 * [QR17] Hands that are not the person's: the worse of the share of frames on which the model calls both hands by one side and
 * is sure of both, and of the share of sampled frames with further hands, where the tracker tells those apart. The first is
 * not asked of a person of whose hands something is declared. Null where neither can be told.
 */
export function ruleOtherHands(
	{ frames, endUs, declared }: HandClip,
	looks: readonly FrameLook[] | null,
	rules: Rules
): RuleResult | null {
	const common = { rule: 'other_hands', limit: 'other_hands', unit: 'share' } as const;
	const results: RuleResult[] = [];
	if (frames.length > 0 && !differs(declared, 'left') && !differs(declared, 'right'))
		results.push(
			judged(
				{
					...common,
					value: frames.filter(sameSideTwice).length / frames.length,
					moments: longestFirst(spansWhere(frames, endUs, sameSideTwice)),
					measuredOn: 'landmarks'
				},
				rules
			)
		);
	const told = looks?.filter((look) => look.others !== undefined) ?? [];
	if (told.length > 0)
		results.push(
			judged(
				{
					...common,
					value: told.filter((look) => look.others! > 0).length / told.length,
					moments: longestFirst(spansOfLooks(told, endUs, (look) => look.others! > 0)),
					measuredOn: 'pixels'
				},
				rules
			)
		);
	return results.length > 0 ? worstOf(results) : null;
}

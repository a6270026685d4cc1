import type { RuleResult } from '../../schema/quality.ts';
import type { Side } from '../../schema/ids.ts';
import type { TrackedHand } from '../../schema/track.ts';
import { BONES } from '../hands/topology.ts';
import { differs } from './declared.ts';
import { longestFirst, spansWhere } from './hands-in-frame.ts';
import type { HandClip } from './rules-hands.ts';
import type { Rules } from './rules.ts';
import { judged } from './verdict.ts';

/** A hand on fewer frames has no medians to speak of. */
const ENOUGH_HANDS = 10;
/** A bone this much longer or shorter than its median in the clip does not belong to this hand. */
const OFF = 0.4;
/** One bone may be a hard view; so many together are a hand that the model guesses. */
const OFF_BONES = 4;

/** Lengths of the 21 bones, metres, by the model's world landmarks; null where nobody measured them (a person's hand). */
function boneLengths(hand: TrackedHand): number[] | null {
	const p = hand.worldLandmarks;
	const lengths = BONES.map(([from, to]) => {
		const [x, y, z] = [0, 1, 2].map((axis) => p[to * 3 + axis]! - p[from * 3 + axis]!) as [number, number, number];
		return Math.sqrt(x * x + y * y + z * z);
	});
	return lengths.every((length) => length > 0) ? lengths : null;
}

const medianOf = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * [QR18] Share of hands whose bones are not those of the same hand in the rest of the clip: hidden, or guessed. At least 4 of
 * the 21 bones are more than 40 % off their median. A hand of which something is declared is left out.
 */
export function ruleAnatomy({ frames, endUs, declared }: HandClip, rules: Rules): RuleResult | null {
	const measured = frames.map((frame) =>
		frame.hands
			.filter((hand) => !differs(declared, hand.side))
			.map((hand) => ({ side: hand.side, lengths: boneLengths(hand) }))
			.filter((each): each is { side: Side; lengths: number[] } => each.lengths !== null)
	);
	const medians = new Map<Side, number[]>();
	for (const side of ['left', 'right'] as const) {
		const own = measured.flat().filter((each) => each.side === side);
		if (own.length >= ENOUGH_HANDS) medians.set(side, BONES.map((_, bone) => medianOf(own.map((each) => each.lengths[bone]!)))); // prettier-ignore
	}
	const fails = ({ side, lengths }: { side: Side; lengths: number[] }): boolean => {
		const middle = medians.get(side)!;
		return lengths.filter((length, bone) => Math.abs(length - middle[bone]!) > OFF * middle[bone]!).length >= OFF_BONES;
	};
	const judgedHands = measured.map((hands) => hands.filter((hand) => medians.has(hand.side)));
	const total = judgedHands.flat().length;
	if (total === 0) return null;
	return judged(
		{
			rule: 'anatomy',
			limit: 'anatomy',
			value: judgedHands.flat().filter(fails).length / total,
			unit: 'share',
			moments: longestFirst(spansWhere(frames, endUs, (_, i) => judgedHands[i]!.some(fails))),
			measuredOn: 'landmarks'
		},
		rules
	);
}

import { correctionKey, type CorrectionSource, type HandCorrection } from '../../schema/annotation.ts';
import type { Edit } from './edit.ts';
import { correctionFromModel, type ModelHand } from './plan-move-keypoint.ts';
import { sameValue } from './same-value.ts';
import type { TakeDoc } from './take-doc.ts';

/**
 * Puts a whole hand on a frame, into the person's own layer, in place of what stands there for that side: one edit.
 * `from` says where the points come from. They are what a network saw and a person accepted, so none counts as moved by
 * hand. The same hand again: [].
 */
export function planPlaceHand(doc: TakeDoc, hand: ModelHand, from: CorrectionSource): Edit[] {
	const key = correctionKey(hand.ptsUs, hand.side);
	const before = doc.corrections.get(key) ?? null;
	const after: HandCorrection = { ...correctionFromModel(hand), from };
	return before && sameValue(before, after) ? [] : [{ kind: 'correction', key, before, after }];
}

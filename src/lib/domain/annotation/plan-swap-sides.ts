import { correctionKey, swapKey, type HandCorrection, type SideSwap } from '../../schema/annotation.ts';
import type { Edit } from './edit.ts';
import type { Span } from './lanes.ts';
import type { TakeDoc } from './take-doc.ts';

/**
 * Exchanges left and right on the frames of `[startUs, endUs)`, as one plan: the model's track stays as it is, and
 * hands that a person corrected there change sides with it. Again on the same span: takes it back. An empty span: [].
 */
export function planSwapSides(doc: TakeDoc, { startUs, endUs }: Span): Edit[] {
	if (endUs <= startUs) return [];
	const key = swapKey(startUs, endUs);
	const before = doc.swaps.get(key) ?? null;
	const after: SideSwap | null = before?.swapped ? null : { ...before, startUs, endUs, swapped: true };
	return [{ kind: 'swap', key, before, after }, ...planMoveCorrections(doc, startUs, endUs)];
}

/** Says that left and right are right on these frames, so that nobody is asked again. Said already: []. */
export function planKeepSides(doc: TakeDoc, { startUs, endUs }: Span): Edit[] {
	const key = swapKey(startUs, endUs);
	if (endUs <= startUs || doc.swaps.has(key)) return [];
	return [{ kind: 'swap', key, before: null, after: { startUs, endUs, swapped: false } }];
}

function planMoveCorrections(doc: TakeDoc, startUs: number, endUs: number): Edit[] {
	const times = new Set([...doc.corrections.values()].map((hand) => hand.ptsUs));
	return [...times]
		.filter((us) => startUs <= us && us < endUs)
		.flatMap((us) => {
			const [left, right] = (['left', 'right'] as const).map((side) => doc.corrections.get(correctionKey(us, side)));
			const put = (side: 'left' | 'right', before: HandCorrection | undefined, from: HandCorrection | undefined) =>
				before || from
					? [
							{
								kind: 'correction' as const,
								key: correctionKey(us, side),
								before: before ?? null,
								after: from ? { ...from, side } : null
							}
						]
					: [];
			return [...put('left', left, right), ...put('right', right, left)];
		});
}

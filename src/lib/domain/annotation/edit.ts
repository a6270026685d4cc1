import type { Cut, Ending, HandCorrection, Segment, SideSwap, Trim } from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import { sameValue } from './same-value.ts';
import type { TakeDoc } from './take-doc.ts';

/** One value of the document, before and after; `null` is "not there". */
export type Edit =
	| { kind: 'segment'; key: SegmentId; before: Segment | null; after: Segment | null }
	| { kind: 'correction'; key: string; before: HandCorrection | null; after: HandCorrection | null }
	| { kind: 'cut'; key: string; before: Cut | null; after: Cut | null }
	| { kind: 'swap'; key: string; before: SideSwap | null; after: SideSwap | null }
	| { kind: 'ending'; key: 'ending'; before: Ending | null; after: Ending | null }
	| { kind: 'trim'; key: 'trim'; before: Trim | null; after: Trim | null };

/** The plan that takes `plan` back. */
export const inverse = (plan: readonly Edit[]): Edit[] =>
	plan.map((edit) => ({ ...edit, before: edit.after, after: edit.before }) as Edit).reverse();

/** The document after `plan`. Does not look at `before`. */
export function applyEdits(doc: TakeDoc, plan: readonly Edit[]): TakeDoc {
	if (plan.length === 0) return doc;
	const segments = new Map(doc.segments);
	const corrections = new Map(doc.corrections);
	const swaps = plan.some((edit) => edit.kind === 'swap') ? new Map(doc.swaps) : doc.swaps;
	const cuts = plan.some((edit) => edit.kind === 'cut') ? new Map(doc.cuts) : doc.cuts;
	let { trim, ending } = doc;
	for (const edit of plan) {
		if (edit.kind === 'trim') trim = edit.after;
		else if (edit.kind === 'ending') ending = edit.after;
		else if (edit.kind === 'segment') put(segments, edit.key, edit.after);
		else if (edit.kind === 'cut') put(cuts as Map<string, Cut>, edit.key, edit.after);
		else if (edit.kind === 'swap') put(swaps as Map<string, SideSwap>, edit.key, edit.after);
		else put(corrections, edit.key, edit.after);
	}
	return { trim, ending, cuts, segments, corrections, swaps };
}

function put<K, V>(map: Map<K, V>, key: K, value: V | null): void {
	if (value === null) map.delete(key);
	else map.set(key, value);
}

/** The value that the document holds where `edit` writes. */
export function currentValue(
	doc: TakeDoc,
	edit: Edit
): Segment | HandCorrection | SideSwap | Ending | Trim | Cut | null {
	if (edit.kind === 'trim') return doc.trim;
	if (edit.kind === 'ending') return doc.ending;
	if (edit.kind === 'segment') return doc.segments.get(edit.key) ?? null;
	if (edit.kind === 'cut') return doc.cuts.get(edit.key) ?? null;
	if (edit.kind === 'swap') return doc.swaps.get(edit.key) ?? null;
	return doc.corrections.get(edit.key) ?? null;
}

/**
 * What taking `plan` back may still do: its inverse, less the values that something else has changed since
 * (another tab, another device). Those stay as they are.
 */
export const planTakeBack = (doc: TakeDoc, plan: readonly Edit[]): Edit[] =>
	inverse(plan).filter((edit) => sameValue(currentValue(doc, edit), edit.before));

/** What doing a taken-back plan again may still do. */
export const planDoAgain = (doc: TakeDoc, plan: readonly Edit[]): Edit[] =>
	plan.filter((edit) => sameValue(currentValue(doc, edit), edit.before));

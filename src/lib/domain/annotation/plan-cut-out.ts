import { cutKey, type Cut, type Trim } from '../../schema/annotation.ts';
import { ptsUs } from '../../schema/units.ts';
import { applyEdits, type Edit } from './edit.ts';
import { keptPieces, keptUs } from './kept-pieces.ts';
import type { Span } from './lanes.ts';
import { sameValue } from './same-value.ts';
import type { TakeDoc } from './take-doc.ts';

/**
 * [CUT2] Cuts `span` out of what is kept. A cut that reaches an end of what is kept moves that end instead; one that
 * touches other cuts becomes one with them. Refused, as [], where less than `leastUs` would be kept.
 */
export function planCutOut(doc: TakeDoc, span: Span, clip: Span, leastUs: number): Edit[] {
	const pieces = kept(doc, clip);
	const [first, last] = [pieces[0], pieces.at(-1)];
	if (!first || !last) return [];
	const touching = [...doc.cuts.values()].filter((cut) => cut.startUs <= span.endUs && cut.endUs >= span.startUs);
	const startUs = Math.max(clip.startUs, Math.min(span.startUs, ...touching.map((cut) => cut.startUs)));
	const endUs = Math.min(clip.endUs, Math.max(span.endUs, ...touching.map((cut) => cut.endUs)));
	if (endUs <= startUs) return [];
	const edits: Edit[] = touching.map((before) => ({ kind: 'cut', key: keyOf(before), before, after: null }));
	const reachesIn = startUs <= first.startUs;
	const reachesOut = endUs >= last.endUs;
	if (reachesIn && reachesOut) return [];
	if (reachesIn || reachesOut) {
		const inUs = reachesIn ? Math.max(endUs, first.startUs) : (doc.trim?.inUs ?? clip.startUs);
		const outUs = reachesOut ? Math.min(startUs, last.endUs) : (doc.trim?.outUs ?? clip.endUs);
		const after: Trim = { ...doc.trim, inUs: ptsUs(inUs), outUs: ptsUs(outUs) };
		if (!sameValue(after, doc.trim)) edits.push({ kind: 'trim', key: 'trim', before: doc.trim, after });
	} else edits.push(...placed(edits, { startUs: ptsUs(startUs), endUs: ptsUs(endUs) }));
	return changes(doc, edits, clip, leastUs);
}

/** [CUT3] Puts a piece that was cut out back. Unknown key: []. */
export function planPutBack(doc: TakeDoc, key: string): Edit[] {
	const before = doc.cuts.get(key);
	return before ? [{ kind: 'cut', key, before, after: null }] : [];
}

/**
 * [CUT4] Moves one edge of a cut to `atUs`: at least `leastUs` stays cut out and at least that much is kept on the other side
 * of the edge, so that a cut never becomes another one by being pulled. No change: [].
 */
export function planMoveCut(
	doc: TakeDoc,
	key: string,
	edge: 'start' | 'end',
	atUs: number,
	clip: Span,
	leastUs: number
): Edit[] {
	const before = doc.cuts.get(key);
	if (!before) return [];
	const beside = kept(doc, clip);
	const wall =
		edge === 'start'
			? (beside.findLast((piece) => piece.startUs < before.startUs)?.startUs ?? before.startUs - leastUs) + leastUs
			: (beside.find((piece) => piece.endUs > before.endUs)?.endUs ?? before.endUs + leastUs) - leastUs;
	const after: Cut =
		edge === 'start'
			? { ...before, startUs: ptsUs(Math.max(wall, Math.min(atUs, before.endUs - leastUs))) }
			: { ...before, endUs: ptsUs(Math.min(wall, Math.max(atUs, before.startUs + leastUs))) };
	if (after.endUs <= after.startUs || sameValue(after, before)) return [];
	if (doc.cuts.has(keyOf(after))) return [];
	return changes(
		doc,
		[
			{ kind: 'cut', key, before, after: null },
			{ kind: 'cut', key: keyOf(after), before: null, after }
		],
		clip,
		leastUs
	);
}

const keyOf = (cut: Cut): string => cutKey(cut.startUs, cut.endUs);
const kept = (doc: TakeDoc, clip: Span): Span[] => keptPieces({ trim: doc.trim, cuts: doc.cuts.values() }, clip);

/** The edit that writes `cut`; where the same one is among those that go, it stays instead. */
function placed(edits: Edit[], cut: Cut): Edit[] {
	const same = edits.findIndex((edit) => edit.key === keyOf(cut));
	if (same < 0) return [{ kind: 'cut', key: keyOf(cut), before: null, after: cut }];
	edits.splice(same, 1);
	return [];
}

/** [CUT5] A plan that would keep less than `leastUs` in all, or changes nothing, is none. */
function changes(doc: TakeDoc, edits: Edit[], clip: Span, leastUs: number): Edit[] {
	if (edits.length === 0) return [];
	return keptUs(kept(applyEdits(doc, edits), clip)) < leastUs ? [] : edits;
}

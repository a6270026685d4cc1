import type * as Y from 'yjs';
import type { Edit } from '../../domain/annotation/edit.ts';
import type { TakeDoc } from '../../domain/annotation/take-doc.ts';
import {
	correctionKey,
	Cut,
	cutKey,
	Segment,
	SideSwap,
	swapKey,
	Trim,
	type HandCorrection
} from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import { packHand, unpackHand } from './pack-hand.ts';

export type ReadDoc = {
	doc: TakeDoc;
	/** Values that this version cannot read. They stay in the Yjs document untouched. */
	unread: number;
};

/** The Yjs document as plain data. */
export function readTakeDoc(ydoc: Y.Doc): ReadDoc {
	let unread = 0;
	const segments = new Map<SegmentId, Segment>();
	for (const value of ydoc.getMap('segments').values()) {
		const parsed = Segment.safeParse(value);
		if (parsed.success) segments.set(parsed.data.id, parsed.data);
		else unread++;
	}
	const corrections = new Map<string, HandCorrection>();
	for (const value of ydoc.getMap('corrections').values()) {
		const hand = unpackHand(value);
		if (hand) corrections.set(correctionKey(hand.ptsUs, hand.side), hand);
		else unread++;
	}
	const swaps = new Map<string, SideSwap>();
	for (const value of ydoc.getMap('swaps').values()) {
		const parsed = SideSwap.safeParse(value);
		if (parsed.success) swaps.set(swapKey(parsed.data.startUs, parsed.data.endUs), parsed.data);
		else unread++;
	}
	const cuts = new Map<string, Cut>();
	for (const value of ydoc.getMap('cuts').values()) {
		const parsed = Cut.safeParse(value);
		if (parsed.success) cuts.set(cutKey(parsed.data.startUs, parsed.data.endUs), parsed.data);
		else unread++;
	}
	const edit = ydoc.getMap('edit');
	const trim = Trim.safeParse(edit.get('trim'));
	if (edit.has('trim') && !trim.success) unread++;
	return { doc: { trim: trim.success ? trim.data : null, cuts, segments, corrections, swaps }, unread };
}

/** Carries a plan out in one transaction. `origin` tells our own updates from those that came in. */
export function writeEdits(ydoc: Y.Doc, edits: readonly Edit[], origin: unknown): void {
	ydoc.transact(() => {
		for (const edit of edits) {
			if (edit.kind === 'trim') put(ydoc.getMap('edit'), 'trim', edit.after);
			else if (edit.kind === 'segment') put(ydoc.getMap('segments'), edit.key, edit.after);
			else if (edit.kind === 'cut') put(ydoc.getMap('cuts'), edit.key, edit.after);
			else if (edit.kind === 'swap') put(ydoc.getMap('swaps'), edit.key, edit.after);
			else put(ydoc.getMap('corrections'), edit.key, edit.after && packHand(edit.after));
		}
	}, origin);
}

function put(map: Y.Map<unknown>, key: string, value: unknown): void {
	if (value === null) map.delete(key);
	else map.set(key, value);
}

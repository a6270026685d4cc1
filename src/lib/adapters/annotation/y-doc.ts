import type * as Y from 'yjs';
import type { Edit } from '../../domain/annotation/edit.ts';
import type { TakeDoc } from '../../domain/annotation/take-doc.ts';
import {
	ANNOTATION_SCHEMA,
	correctionKey,
	Cut,
	cutKey,
	Ending,
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
	/** A later version has written into it: what this one would write may not fit. */
	newer: boolean;
};

const versionIn = (schema: unknown): number => Number(/^annotation\/(\d+)$/.exec(String(schema))?.[1] ?? 1);
/**
 * The latest version that has written into it. Each marks the document with a key of its own: with one value for all, a merge
 * would keep either of two. Documents of before version 2 are not marked.
 */
function versionOf(ydoc: Y.Doc): number {
	const meta = ydoc.getMap('meta');
	return Math.max(versionIn(meta.get('schema')), ...[...meta.keys()].map(versionIn));
}
/** The version of documents that this code writes. */
const VERSION = versionIn(ANNOTATION_SCHEMA);

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
	const ending = Ending.safeParse(edit.get('ending'));
	if (edit.has('ending') && !ending.success) unread++;
	return {
		doc: {
			trim: trim.success ? trim.data : null,
			ending: ending.success ? ending.data : null,
			cuts,
			segments,
			corrections,
			swaps
		},
		unread,
		newer: versionOf(ydoc) > VERSION
	};
}

/** Carries a plan out in one transaction. `origin` tells our own updates from those that came in. */
export function writeEdits(ydoc: Y.Doc, edits: readonly Edit[], origin: unknown): void {
	ydoc.transact(() => {
		if (versionOf(ydoc) < VERSION) ydoc.getMap('meta').set(ANNOTATION_SCHEMA, true);
		for (const edit of edits) {
			if (edit.kind === 'trim' || edit.kind === 'ending') put(ydoc.getMap('edit'), edit.kind, edit.after);
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

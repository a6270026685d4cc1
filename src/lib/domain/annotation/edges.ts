import type { Span } from './lanes.ts';
import type { TakeDoc } from './take-doc.ts';

/** Where labels and what is kept begin and end: each place once, rising. */
export function edgesInOrder(doc: TakeDoc, kept: Span): number[] {
	const places = new Set<number>([kept.startUs, kept.endUs]);
	for (const { startUs, endUs } of doc.segments.values()) places.add(startUs).add(endUs);
	return [...places].sort((a, b) => a - b);
}

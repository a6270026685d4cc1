/** What fits into a label in its lane: nothing, its drawing, or its drawing and its words. */
export type BarSize = 'bare' | 'mark' | 'words';

const MARK_PX = 28;
const WORDS_PX = 64;

export const barSize = (widthPx: number): BarSize =>
	widthPx < MARK_PX ? 'bare' : widthPx < WORDS_PX ? 'mark' : 'words';

/**
 * `now` with at most `most` of the changes that make it `wanted`: a zoom that makes a hundred buttons at once would stop
 * the picture. `now` itself where nothing is left to change.
 */
export function towards(
	now: ReadonlyMap<string, BarSize>,
	wanted: ReadonlyMap<string, BarSize>,
	most: number
): ReadonlyMap<string, BarSize> {
	const gone = [...now.keys()].filter((id) => !wanted.has(id));
	const other = [...wanted].filter(([id, size]) => now.get(id) !== size);
	if (gone.length + other.length === 0) return now;
	const next = new Map(now);
	for (const [id, size] of other.slice(0, most)) next.set(id, size);
	for (const id of gone.slice(0, Math.max(0, most - other.length))) next.delete(id);
	return next;
}

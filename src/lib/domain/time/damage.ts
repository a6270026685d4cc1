/** A row of a take's file, as far as it matters where damage lies. */
export type CheckedRow = {
	seq: number;
	kind: 'init' | 'fragment' | 'bytes';
	firstPtsUs: number | null;
	/** Why it is not what was written; null: it is. */
	problem: string | null;
};

/** Part of a take that cannot be played: `[fromUs, toUs)`, whole microseconds; `toUs` null: to the end. */
export type DamageSpan = { fromUs: number; toUs: number | null };

/**
 * The parts of a take that its damaged and missing rows cover, in order, joined where they touch.
 * rows      in `seq` order; a missing number is a missing row
 * A fragment covers the time up to the next sound or damaged fragment. A damaged head, and a damaged row of a file that
 * is cut anywhere, leave nothing that can be relied on from there.
 */
export function damageSpans(rows: readonly CheckedRow[]): DamageSpan[] {
	const spans: DamageSpan[] = [];
	const add = (fromUs: number, toUs: number | null) => {
		const last = spans.at(-1);
		if (last && (last.toUs === null || last.toUs >= fromUs))
			last.toUs = toUs === null ? null : Math.max(toUs, last.toUs ?? 0);
		else spans.push({ fromUs, toUs });
	};
	for (const [index, row] of rows.entries()) {
		const gap = row.seq !== (rows[index - 1]?.seq ?? -1) + 1;
		if (gap && (index === 0 || row.kind === 'bytes')) return [{ fromUs: 0, toUs: null }];
		if (gap) add(lastKnown(rows, index), row.firstPtsUs);
		if (!row.problem) continue;
		if (row.kind !== 'fragment') return [{ fromUs: 0, toUs: null }];
		add(row.firstPtsUs ?? lastKnown(rows, index), nextKnown(rows, index));
	}
	return spans;
}

/** Where the row before begins: what is missing lies somewhere after it. */
const lastKnown = (rows: readonly CheckedRow[], index: number): number =>
	rows.slice(0, index).findLast((row) => row.firstPtsUs !== null)?.firstPtsUs ?? 0;

const nextKnown = (rows: readonly CheckedRow[], index: number): number | null =>
	rows.slice(index + 1).find((row) => row.firstPtsUs !== null)?.firstPtsUs ?? null;

import type { SegmentId } from '../../schema/ids.ts';
import type { Edit } from './edit.ts';
import { segmentsInOrder, type TakeDoc } from './take-doc.ts';

/** Deletes a segment. Recoveries that answered a deleted failure stay and answer none. Unknown id: []. */
export function planDelete(doc: TakeDoc, id: SegmentId): Edit[] {
	const before = doc.segments.get(id);
	if (!before) return [];
	const plan: Edit[] = [{ kind: 'segment', key: id, before, after: null }];
	for (const other of segmentsInOrder(doc)) {
		if (other.kind !== 'recovery' || other.recovers !== id) continue;
		plan.push({ kind: 'segment', key: other.id, before: other, after: { ...other, recovers: null } });
	}
	return plan;
}

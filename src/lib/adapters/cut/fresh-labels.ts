import * as Y from 'yjs';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { AnnotationSnapshot } from '../../schema/annotation.ts';
import { openAnnotation } from '../annotation/open-annotation.ts';
import { replay } from '../annotation/rows.ts';
import { memoryUpdates } from '../annotation/update-store.ts';
import { readTakeDoc } from '../annotation/y-doc.ts';
import { snapshotOfDoc } from '../../domain/annotation/take-doc.ts';
import type { DocUpdateRow } from '../store/db.ts';

/** Labels as saved rows tell them. fails `document_newer` where a value in them is of a version that we cannot move along */
export function labelsOf(rows: readonly DocUpdateRow[]): Outcome<AnnotationSnapshot> {
	const ydoc = new Y.Doc();
	replay(ydoc, rows, 'store');
	const { doc, unread } = readTakeDoc(ydoc);
	return unread > 0 ? fail('document_newer', `${unread} values cannot be read`) : ok(snapshotOfDoc(doc));
}

/** Rows of a document that holds these labels and has no past: nothing of what was there before is in their bytes. */
export async function freshRows(docId: string, labels: AnnotationSnapshot): Promise<Outcome<DocUpdateRow[]>> {
	const store = memoryUpdates();
	// Under a name of its own, so that no other tab hears of it before it counts.
	const opened = await openAnnotation(crypto.randomUUID(), { seed: labels, store });
	if (!opened.ok) return opened;
	await opened.value.close();
	return ok(store.rows.map((row) => ({ ...row, docId })));
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { planSetEnding } from '../../domain/annotation/plan-set-ending.ts';
import { AnnotationSnapshot } from '../../schema/annotation.ts';
import type { DocUpdateRow } from '../store/db.ts';
import { openAnnotation } from './open-annotation.ts';
import { replay } from './rows.ts';
import { memoryUpdates } from './update-store.ts';
import { readTakeDoc } from './y-doc.ts';

/** Written by the code of before `annotation/2`: tests/golden/annotation-1/README.md. */
const golden = (name: string) =>
	JSON.parse(
		readFileSync(new URL(`../../../../tests/golden/annotation-1/${name}`, import.meta.url), 'utf8')
	) as unknown;
const snapshot = golden('snapshot.json') as { segments: unknown[] };
const rows = () =>
	(golden('rows.json') as (Omit<DocUpdateRow, 'update'> & { update: string })[]).map((row) => ({
		...row,
		update: new Uint8Array(Buffer.from(row.update, 'base64'))
	}));
const open = async () => {
	const store = memoryUpdates();
	store.rows.push(...rows());
	const opened = await openAnnotation('take/worker', { store, now: () => 2 });
	if (!opened.ok) throw new Error(opened.failure.message);
	return { store, document: opened.value };
};

it('a document of version 1 opens as it was: every value, nothing unread, history whole', async () => {
	const { document } = await open();
	expect(document.snapshot()).toEqual({ ...snapshot, schema: 'annotation/2' });
	expect(document.unread).toBe(0);
	expect(document.history.done).toHaveLength(rows().length);
	await document.close();
});

it('its edits can be taken back, and the first new edit marks it as version 2', async () => {
	const { document, store } = await open();
	expect(await document.apply(planSetEnding(document.doc, { score: 4, checks: {} }))).toMatchObject({ ok: true });
	for (let i = 0; i < rows().length; i++) await document.undo();
	await document.undo();
	expect([document.doc.segments.size, document.doc.corrections.size, document.doc.trim, document.doc.ending]).toEqual([
		0,
		0,
		null,
		null
	]);
	const ydoc = new Y.Doc();
	replay(ydoc, store.rows, 'store');
	expect([...ydoc.getMap('meta').keys()]).toEqual(['annotation/2']);
	await document.close();
});

it('a snapshot of version 1 is read as version 2, and a later one is refused', () => {
	expect(AnnotationSnapshot.parse(snapshot)).toEqual({ ...snapshot, schema: 'annotation/2' });
	expect(AnnotationSnapshot.safeParse({ ...snapshot, schema: 'annotation/3' }).success).toBe(false);
});

it('a document that a later version wrote into says so', () => {
	const ydoc = new Y.Doc();
	expect(readTakeDoc(ydoc).newer).toBe(false);
	ydoc.getMap('meta').set('annotation/2', true);
	expect(readTakeDoc(ydoc).newer).toBe(false);
	ydoc.getMap('meta').set('annotation/3', true);
	expect(readTakeDoc(ydoc).newer).toBe(true);
});

it('a code that is not in the vocabulary is kept, one that is no code is not read', () => {
	const ydoc = new Y.Doc();
	const [grip] = snapshot.segments as { id: string; kind: string }[];
	ydoc.getMap('segments').set('a', { ...grip, grip: 'G18' });
	ydoc.getMap('segments').set('b', { ...grip, grip: '<b>' });
	const { doc, unread } = readTakeDoc(ydoc);
	expect([...doc.segments.values()]).toMatchObject([{ grip: 'G18' }]);
	expect(unread).toBe(1);
});

import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { aGrip, aFailure, aModelHand, CLIP, FRAME_US, segmentId, us } from '../../domain/annotation/fixtures.ts';
import { conflicts } from '../../domain/annotation/lanes.ts';
import { planAddSegment } from '../../domain/annotation/plan-add-segment.ts';
import { planMoveKeypoint } from '../../domain/annotation/plan-move-keypoint.ts';
import { planResize } from '../../domain/annotation/plan-resize.ts';
import { planSetGrip } from '../../domain/annotation/plan-set-code.ts';
import { planKeepSides, planSwapSides } from '../../domain/annotation/plan-swap-sides.ts';
import { planTrim } from '../../domain/annotation/plan-trim.ts';
import type { Outcome } from '../../failure/failure.ts';
import { openAnnotation, readAnnotation, type AnnotationDoc, type OpenOptions } from './open-annotation.ts';
import { COMPACT_AT_ROWS, compacted, historyOf, PLANS_KEPT, replay } from './rows.ts';
import { memoryUpdates } from './update-store.ts';
import { readTakeDoc } from './y-doc.ts';

const opened: AnnotationDoc[] = [];
afterEach(async () => {
	for (const document of opened.splice(0)) await document.close();
});
const value = <T>(outcome: Outcome<T>): T => {
	if (!outcome.ok) throw new Error(outcome.failure.message);
	return outcome.value;
};
let plans = 0;
async function open(store = memoryUpdates(), docId = 'take/worker', more: OpenOptions = {}) {
	const document = value(
		await openAnnotation(docId, { store, now: () => 1, newPlanId: () => `plan-${++plans}`, ...more })
	);
	opened.push(document);
	return document;
}
const span = (startMs: number, endMs: number) => ({ startUs: us(startMs), endUs: us(endMs) });
const addGrip = (document: AnnotationDoc, n: number, startMs: number, endMs: number) =>
	document.apply(
		planAddSegment(document.doc, { kind: 'grip', side: 'right' }, span(startMs, endMs), CLIP, segmentId(n))
	);
const until = async (done: () => boolean) => {
	for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('saving', () => {
	it('a plan is on screen at once and saved when its row is written', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		const done = addGrip(document, 1, 1000, 2000);
		expect(document.doc.segments.size).toBe(1);
		expect([document.save, store.rows.length]).toEqual(['saving', 0]);
		expect((await done).ok).toBe(true);
		expect([document.save, store.rows.length]).toEqual(['saved', 1]);
	});

	it('what was saved is there again, corrected points to the bit', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		await addGrip(document, 1, 1000, 2000);
		await document.apply(planMoveKeypoint(document.doc, aModelHand(), 8, 0.123456789, 0.7));
		await document.apply(planTrim(document.doc, 'in', us(300), CLIP, FRAME_US));
		const again = await open(store);
		expect(again.doc).toEqual(document.doc);
		expect(value(await readAnnotation('take/worker', store))).toEqual(document.snapshot());
		expect(again.snapshot().corrections[0]!.points[8]).toMatchObject({ x: Math.fround(0.123456789), moved: true });
	});

	it('a row that cannot be written says so, stays on screen and is written with the next one', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		store.refuse = true;
		const refused = await addGrip(document, 1, 1000, 2000);
		expect(refused.ok ? null : refused.failure.code).toBe('edit_not_saved');
		expect([document.save, document.doc.segments.size]).toEqual(['failed', 1]);
		store.refuse = false;
		expect((await addGrip(document, 2, 3000, 4000)).ok).toBe(true);
		expect(document.save).toBe('saved');
		expect((await open(store)).doc.segments.size).toBe(2);
	});

	it('an empty plan writes nothing', async () => {
		const store = memoryUpdates();
		await (await open(store)).apply([]);
		expect(store.rows).toEqual([]);
	});

	it('rows that cannot be read are a failure, not an empty document', async () => {
		const broken = { ...memoryUpdates(), read: () => Promise.reject(new Error('connection lost')) };
		const outcome = await openAnnotation('take/worker', { store: broken });
		expect(outcome.ok ? null : outcome.failure.code).toBe('storage_unavailable');
	});
});

describe('sides', () => {
	it('[SWAP1] [SWAP4] are saved, taken back, and part of the snapshot', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		await document.apply(planSwapSides(document.doc, span(100, 200)));
		await document.apply(planKeepSides(document.doc, span(300, 400)));
		const again = await open(store);
		expect(again.snapshot().swaps).toEqual([
			{ ...span(100, 200), swapped: true },
			{ ...span(300, 400), swapped: false }
		]);
		await again.undo();
		await again.undo();
		expect((await open(store)).snapshot()).toEqual((await open()).snapshot());
	});
});

describe('undo', () => {
	it('survives a reload, and redo too', async () => {
		const store = memoryUpdates();
		const first = await open(store);
		await addGrip(first, 1, 1000, 2000);
		await first.apply(planSetGrip(first.doc, segmentId(1), 'G13'));
		await first.undo();

		const second = await open(store);
		expect(second.doc.segments.get(segmentId(1))).toMatchObject({ grip: 'unsure' });
		await second.redo();
		expect(second.doc.segments.get(segmentId(1))).toMatchObject({ grip: 'G13' });
		await second.undo();
		await second.undo();
		expect(second.doc.segments.size).toBe(0);
		expect(value(await second.undo())).toEqual([]);

		const third = await open(store);
		expect([third.doc.segments.size, third.history.undone.length]).toEqual([0, 2]);
	});
});

describe('two tabs', () => {
	it('show each other’s labels and share one history', async () => {
		const store = memoryUpdates();
		const [one, two] = [await open(store), await open(store)];
		await addGrip(one, 1, 1000, 2000);
		await until(() => two.doc.segments.size === 1);
		expect(two.doc).toEqual(one.doc);
		await two.undo();
		await until(() => one.doc.segments.size === 0);
		expect([one.doc.segments.size, one.history.done.length, one.history.undone.length]).toEqual([0, 0, 1]);
	});

	it('[SEG5] overlaps that only their merge makes are conflicts, and both labels stay', async () => {
		const store = memoryUpdates();
		const apart = memoryUpdates();
		const one = await open(store, 'a/worker');
		const two = await open(apart, 'b/worker');
		await addGrip(one, 1, 1000, 2000);
		await addGrip(two, 2, 1500, 3000);
		store.rows.push(...apart.rows.map((row) => ({ ...row, docId: 'a/worker' })));
		const merged = await open(store, 'a/worker');
		expect(conflicts(merged.doc)).toEqual([[segmentId(1), segmentId(2)]]);
	});

	it('[SWAP3] the same swap made on two devices is still a swap after they merge', async () => {
		const store = memoryUpdates();
		const apart = memoryUpdates();
		const one = await open(store, 'a/worker');
		const two = await open(apart, 'b/worker');
		for (const document of [one, two]) await document.apply(planSwapSides(document.doc, span(100, 200)));
		store.rows.push(...apart.rows.map((row) => ({ ...row, docId: 'a/worker' })));
		const merged = await open(store, 'a/worker');
		expect([...merged.doc.swaps.values()]).toEqual([{ ...span(100, 200), swapped: true }]);
	});
});

describe('a layer of one’s own', () => {
	const seed = {
		schema: 'annotation/2' as const,
		trim: null,
		segments: [aGrip(1, 0, 900), aFailure(2, 0, 9)],
		corrections: []
	};

	it('begins with the worker’s labels, which are not to be undone', async () => {
		const store = memoryUpdates();
		const layer = await open(store, 'submission/me', { seed });
		expect(layer.snapshot()).toEqual({ ...seed, segments: [seed.segments[0], seed.segments[1]] });
		await layer.undo();
		expect(layer.doc.segments.size).toBe(2);
	});

	it('is seeded once', async () => {
		const store = memoryUpdates();
		const layer = await open(store, 'submission/me', { seed });
		await layer.apply(planResize(layer.doc, segmentId(1), 'end', us(500), CLIP, FRAME_US));
		const again = await open(store, 'submission/me', { seed });
		expect(again.doc.segments.get(segmentId(1))).toMatchObject({ endUs: us(500) });
	});
});

describe('compaction', () => {
	it('gives the same document and keeps the last plans', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		for (let i = 0; i < PLANS_KEPT + 20; i++) await addGrip(document, i, i * 10, i * 10 + 10);
		const rows = compacted(store.rows);
		expect(rows).toHaveLength(PLANS_KEPT + 1);
		const ydoc = new Y.Doc();
		replay(ydoc, rows, 'test');
		expect(readTakeDoc(ydoc).doc).toEqual(document.doc);
		expect(historyOf(rows).done.map((plan) => plan.planId)).toEqual(
			document.history.done.slice(-PLANS_KEPT).map((plan) => plan.planId)
		);
	});

	it('happens by itself, and undo goes on working', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		for (let i = 0; i <= COMPACT_AT_ROWS; i++) await addGrip(document, i, i * 10, i * 10 + 10);
		expect(store.rows.length).toBeLessThan(COMPACT_AT_ROWS);
		const again = await open(store);
		expect(again.doc.segments.size).toBe(COMPACT_AT_ROWS + 1);
		await again.undo();
		expect(again.doc.segments.size).toBe(COMPACT_AT_ROWS);
	});
});

it('values of a newer version are counted, kept and not shown', async () => {
	const ydoc = new Y.Doc();
	ydoc.getMap('segments').set('x', { kind: 'step', id: 'x' });
	ydoc.getMap('corrections').set('1/left', { packed: Uint8Array.of(1) });
	const store = memoryUpdates();
	store.rows.push({ docId: 'take/worker', atMs: 0, update: Y.encodeStateAsUpdate(ydoc), plan: null, kind: 'merge' });
	const document = await open(store);
	expect([document.unread, document.doc.segments.size]).toEqual([2, 0]);
	await addGrip(document, 1, 0, 100);
	const back = new Y.Doc();
	replay(back, store.rows, 'test');
	expect(back.getMap('segments').get('x')).toEqual({ kind: 'step', id: 'x' });
});

describe('a document that a newer version has written into', () => {
	const newer = async () => {
		const store = memoryUpdates();
		const first = await open(store);
		await addGrip(first, 1, 0, 100);
		const ydoc = new Y.Doc();
		ydoc.getMap('meta').set('schema', 'annotation/999');
		store.rows.push({ docId: 'take/worker', atMs: 2, update: Y.encodeStateAsUpdate(ydoc), plan: null, kind: 'merge' });
		return store;
	};

	it('is shown, and nothing is written into it', async () => {
		const store = await newer();
		const document = await open(store);
		expect([document.newer, document.doc.segments.size]).toEqual([true, 1]);
		const refused = await addGrip(document, 2, 200, 300);
		expect(refused.ok ? null : refused.failure.code).toBe('document_newer');
		const undone = await document.undo();
		expect(undone.ok ? null : undone.failure.code).toBe('document_newer');
		expect([store.rows.length, document.doc.segments.size]).toEqual([2, 1]);
	});
});

describe('the list of what was done', () => {
	it('has every step with its time and its name, also after rows were put together', async () => {
		const store = memoryUpdates();
		let ms = 1000;
		const document = await open(store, 'take/worker', { by: 'Wanja', now: () => ms++ });
		await addGrip(document, 1, 0, 100);
		await document.undo();
		await document.redo();
		const log = value(await document.log());
		expect(log.map(({ kind, atMs, by }) => [kind, atMs, by])).toEqual([
			['do', 1000, 'Wanja'],
			['undo', 1001, 'Wanja'],
			['redo', 1002, 'Wanja']
		]);
		expect(log[0]!.plan.edits).toHaveLength(1);
		store.rows = compacted(store.rows);
		expect(value(await document.log())).toEqual(log);
	});

	it('is a failure where the rows cannot be read', async () => {
		const store = memoryUpdates();
		const document = await open(store);
		store.read = () => Promise.reject(new Error('connection lost'));
		const read = await document.log();
		expect(read.ok ? null : read.failure.code).toBe('storage_unavailable');
	});
});

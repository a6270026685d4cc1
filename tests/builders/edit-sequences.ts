import type { AnnotationDoc } from '../../src/lib/adapters/annotation/open-annotation.ts';
import type { Edit } from '../../src/lib/domain/annotation/edit.ts';
import { aModelHand, CLIP, FRAME_US, segmentId, us } from '../../src/lib/domain/annotation/fixtures.ts';
import { planAddSegment } from '../../src/lib/domain/annotation/plan-add-segment.ts';
import { planDelete } from '../../src/lib/domain/annotation/plan-delete.ts';
import { planMoveKeypoint } from '../../src/lib/domain/annotation/plan-move-keypoint.ts';
import { planResize } from '../../src/lib/domain/annotation/plan-resize.ts';
import { planSetGrip } from '../../src/lib/domain/annotation/plan-set-code.ts';
import { planTrim } from '../../src/lib/domain/annotation/plan-trim.ts';
import { sameValue } from '../../src/lib/domain/annotation/same-value.ts';
import type { AnnotationSnapshot } from '../../src/lib/schema/annotation.ts';

/** Numbers 0..1 from a seed, the same on every machine (mulberry32). */
export function chance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Something that a person does in a tab. `n`: name of a new label; `a`, `b`: 0..1. */
export type Op = { kind: (typeof KINDS)[number]; n: number; a: number; b: number };
const KINDS = ['add', 'add', 'add', 'resize', 'name', 'delete', 'trim', 'point', 'undo', 'undo', 'redo'] as const;

/** The edits of `op` on what the tab shows; null where it is an undo or a redo, which the document plans itself. */
function planOf({ doc }: AnnotationDoc, { kind, n, a, b }: Op): Edit[] | null {
	const at = (share: number) => us(Math.round(share * 10_000));
	const ids = [...doc.segments.keys()];
	const some = ids[Math.floor(a * ids.length)] ?? segmentId(0);
	switch (kind) {
		case 'add': {
			const span = { startUs: at(a), endUs: at(Math.min(1, a + 0.02 + b * 0.1)) };
			const what =
				b < 0.6 ? ({ kind: 'grip', side: b < 0.3 ? 'left' : 'right' } as const) : ({ kind: 'failure' } as const);
			return planAddSegment(doc, what, span, CLIP, segmentId(n));
		}
		case 'resize':
			return planResize(doc, some, b < 0.5 ? 'start' : 'end', at(b), CLIP, FRAME_US);
		case 'name':
			return planSetGrip(doc, some, b < 0.3 ? 'G01' : b < 0.6 ? 'G12' : 'G13');
		case 'delete':
			return planDelete(doc, some);
		case 'trim':
			return planTrim(doc, b < 0.5 ? 'in' : 'out', at(a), CLIP, FRAME_US);
		case 'point':
			return planMoveKeypoint(doc, aModelHand(Math.floor(a * 3) * 100), Math.floor(b * 21), a, b);
		default:
			return null;
	}
}

/** What was tried: the edits, the step that they are (null: there was nothing to do), and the steps that its tab had seen. */
export type Attempted = { edits: Edit[]; step: string | null; seen: string[] };

/** A promise that somebody else settles. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((settle) => (resolve = settle));
	return { promise, resolve };
}

/** Carries `op` out. `attempted` hears what is tried as soon as the page shows it; true: it was acknowledged. */
export async function runOp(document: AnnotationDoc, op: Op, attempted: (what: Attempted) => void): Promise<boolean> {
	const plan = planOf(document, op);
	const { doc: before, steps: seen } = document;
	const done = plan ? document.apply(plan) : op.kind === 'undo' ? document.undo() : document.redo();
	const step = [...document.steps].find((name) => !seen.has(name)) ?? null;
	// What an undo does is on the screen at once: the difference is what it tried.
	attempted({ edits: plan ?? difference(before, document.doc), step, seen: [...seen] });
	return (await done).ok;
}

function difference(before: AnnotationDoc['doc'], after: AnnotationDoc['doc']): Edit[] {
	const edits: Edit[] = [];
	const compare = (
		kind: 'segment' | 'correction' | 'swap',
		a: ReadonlyMap<string, unknown>,
		b: ReadonlyMap<string, unknown>
	) => {
		for (const key of new Set([...a.keys(), ...b.keys()])) {
			const [was, is] = [a.get(key) ?? null, b.get(key) ?? null];
			if (!sameValue(was, is)) edits.push({ kind, key, before: was, after: is } as Edit);
		}
	};
	compare('segment', before.segments, after.segments);
	compare('correction', before.corrections, after.corrections);
	if (!sameValue(before.trim, after.trim))
		edits.push({ kind: 'trim', key: 'trim', before: before.trim, after: after.trim });
	return edits;
}

/** What a tab shows: the labels, and which plans can be taken back and done again. */
export type TabState = { snapshot: AnnotationSnapshot; done: string[]; undone: string[] };

/** One tab that has the document open, in this thread or another. */
export interface Tab {
	/** `attempted` ends when the edits are known and their writing has begun; `acked` when the tab says saved, or is dead (false). */
	run(op: Op): { attempted: Promise<Attempted>; acked: Promise<boolean> };
	state(): Promise<TabState>;
	close(): Promise<void>;
	/** Ends it where it stands: what is not written by now never is, and nothing is said. */
	kill(): Promise<void>;
}

export type SequenceResult = {
	seed: number;
	/** Empty: all went well. */
	problems: string[];
	edits: number;
	acknowledged: number;
	reloads: number;
	kills: number;
};

type Attempt = { edit: Edit; step: string | null; seen: ReadonlySet<string>; acked: boolean };

const nameOf = (edit: Edit): string => `${edit.kind}/${edit.key}`;
function valuesOf({ segments, corrections, trim }: AnnotationSnapshot): Map<string, unknown> {
	const values = new Map<string, unknown>(segments.map((segment) => [`segment/${segment.id}`, segment]));
	for (const hand of corrections) values.set(`correction/${hand.ptsUs}/${hand.side}`, hand);
	if (trim) values.set('trim/trim', trim);
	return values;
}

/**
 * A random sequence on one document in two tabs, with reloads and kills, and what was wrong at its end:
 * - both tabs and one that is opened afterwards show the same labels and the same history;
 * - every value is one that somebody wrote last: an edit that was acknowledged is there, unless another one that
 *   had seen it, or was made beside it in the other tab, has written there since.
 */
export async function runSequence(seed: number, openTab: () => Promise<Tab>, steps = 24): Promise<SequenceResult> {
	const random = chance(seed);
	const attempts: Attempt[] = [];
	const result: SequenceResult = { seed, problems: [], edits: 0, acknowledged: 0, reloads: 0, kills: 0 };
	const tabs = [await openTab(), await openTab()];
	const pending: Promise<void>[][] = [[], []];
	for (let n = 1; n <= steps; n++) {
		const at = random() < 0.5 ? 0 : 1;
		const fate = random();
		if (fate < 0.06) {
			await tabs[at]!.kill();
			result.kills++;
			pending[at] = [];
			tabs[at] = await openTab();
			continue;
		}
		if (fate < 0.12) {
			await Promise.all(pending[at]!);
			await tabs[at]!.close();
			result.reloads++;
			pending[at] = [];
			tabs[at] = await openTab();
			continue;
		}
		const op: Op = { kind: KINDS[Math.floor(random() * KINDS.length)]!, n: seed * 1000 + n, a: random(), b: random() };
		const running = tabs[at]!.run(op);
		const { edits, step, seen } = await running.attempted;
		const mine = edits.map((edit): Attempt => ({ edit, step, seen: new Set(seen), acked: false }));
		attempts.push(...mine);
		pending[at]!.push(
			running.acked.then((acked) => {
				for (const attempt of mine) attempt.acked = acked;
			})
		);
		// Sometimes a person waits until it says saved, sometimes not.
		if (random() < 0.5) await Promise.all(pending[at]!);
	}
	await Promise.all(pending.flat());
	result.edits = attempts.length;
	result.acknowledged = attempts.filter(({ acked }) => acked).length;

	const states = await settled(tabs);
	const after = await openTab();
	const fresh = await after.state();
	for (const [i, state] of states.entries())
		if (!sameValue(state, fresh)) result.problems.push(`tab ${i + 1} does not show what lies on the disk`);
	result.problems.push(...lostEdits(attempts, valuesOf(fresh.snapshot)));
	await Promise.all([...tabs, after].map((tab) => tab.close()));
	return result;
}

/** What the tabs show once they have heard of each other, or after two seconds. */
async function settled(tabs: readonly Tab[]): Promise<TabState[]> {
	let states: TabState[] = [];
	for (let i = 0; i < 100; i++) {
		states = await Promise.all(tabs.map((tab) => tab.state()));
		if (states.every((state) => sameValue(state, states[0]))) break;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return states;
}

function lostEdits(attempts: readonly Attempt[], values: ReadonlyMap<string, unknown>): string[] {
	const problems: string[] = [];
	for (const name of new Set(attempts.map(({ edit }) => nameOf(edit)))) {
		const list = attempts.filter(({ edit }) => nameOf(edit) === name);
		const last = list.filter(({ step }) => !list.some((later) => later.acked && step !== null && later.seen.has(step)));
		const value = values.get(name) ?? null;
		const may = last.map(({ edit }) => edit.after as unknown);
		// Nothing of it was acknowledged: it may never have been written.
		if (!list.some(({ acked }) => acked)) may.push(...list.map(({ edit }) => edit.before as unknown));
		if (!may.some((one) => sameValue(one, value))) problems.push(`an acknowledged edit of ${name} is lost`);
	}
	return problems;
}

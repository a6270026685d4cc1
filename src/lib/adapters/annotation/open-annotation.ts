import { v7 as uuidv7 } from 'uuid';
import * as Y from 'yjs';
import { planDoAgain, planTakeBack, type Edit } from '../../domain/annotation/edit.ts';
import { NO_HISTORY, type History, type LoggedStep } from '../../domain/annotation/history.ts';
import { docFromSnapshot, EMPTY_DOC, snapshotOfDoc, type TakeDoc } from '../../domain/annotation/take-doc.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import type { AnnotationSnapshot } from '../../schema/annotation.ts';
import { reportUnexpected } from '../report/report.ts';
import type { DocUpdateRow } from '../store/db.ts';
import {
	COMPACT_AT_ROWS,
	compacted,
	historyFrom,
	logOf,
	planText,
	replay,
	stepOf,
	stepsOf,
	type NamedStep
} from './rows.ts';
import { openTabs } from './tabs.ts';
import { dexieUpdates, type UpdateStore } from './update-store.ts';
import { readTakeDoc, writeEdits } from './y-doc.ts';

export type SaveState = 'saved' | 'saving' | 'failed';

/** The document of the worker who filmed a take. */
export const workerDocId = (takeId: string): string => `${takeId}/worker`;
/** An annotator's own document on somebody's submission. */
export const annotatorDocId = (submissionId: string, personId: string): string => `${submissionId}/${personId}`;

export interface AnnotationDoc {
	readonly docId: string;
	/** Saved and not yet saved edits together: what the screen shows. */
	readonly doc: TakeDoc;
	readonly history: History;
	readonly save: SaveState;
	/** Values of a newer version that are kept but not shown. */
	readonly unread: number;
	/** A newer version has written into it: it can be looked at, and nothing is written into it from here. */
	readonly newer: boolean;
	/** Names of all steps that this tab knows of, its own included: which of two edits had seen the other is told from them. */
	readonly steps: ReadonlySet<string>;
	/** Called after every change of the above, from this tab or another. Returns the way to stop. */
	onChange(listener: () => void): () => void;
	/**
	 * Carries a plan out at once and saves it. Ends when it is written. An empty plan is nothing.
	 * fails  `edit_not_saved`: the edit stays on screen, and every later call tries to write it again;
	 *        `document_newer`: nothing was done
	 */
	apply(edits: readonly Edit[]): Promise<Outcome<void>>;
	/** Takes the last plan back, as a plan of its own. Gives the edits made; none when there was nothing left to take back. */
	undo(): Promise<Outcome<readonly Edit[]>>;
	redo(): Promise<Outcome<readonly Edit[]>>;
	/** Tries again to write what could not be written. */
	retry(): Promise<Outcome<void>>;
	snapshot(): AnnotationSnapshot;
	/** What was done to it, first things first, as far back as plans are kept. fails `storage_unavailable` */
	log(): Promise<Outcome<LoggedStep[]>>;
	/** Ends when everything that can be written is. */
	close(): Promise<void>;
}

export type OpenOptions = {
	/** What a new document starts from: the worker's labels, when an annotator makes a layer of their own. */
	seed?: AnnotationSnapshot | null;
	store?: UpdateStore;
	now?: () => number;
	newPlanId?: () => string;
	/** Name of the person who edits, for the list of what was done; null where nobody has a name here. */
	by?: string | null;
};

/**
 * Opens a person's labels on one clip, as they were saved, and keeps in step with other tabs.
 * fails  `storage_unavailable` when the rows cannot be read
 */
export async function openAnnotation(docId: string, options: OpenOptions = {}): Promise<Outcome<AnnotationDoc>> {
	const document = new YjsAnnotation(docId, options);
	const opened = await document.open(options.seed ?? null);
	return opened.ok ? ok(document) : opened;
}

/** The labels as saved, for whoever only reads. A clip without labels gives an empty snapshot. */
export async function readAnnotation(
	docId: string,
	store: UpdateStore = dexieUpdates
): Promise<Outcome<AnnotationSnapshot>> {
	try {
		const ydoc = new Y.Doc();
		replay(ydoc, await store.read(docId), 'store');
		return ok(snapshotOfDoc(readTakeDoc(ydoc).doc));
	} catch (error) {
		return fail('storage_unavailable', `reading ${docId}: ${messageOf(error)}`, { retry: 'now' });
	}
}

class YjsAnnotation implements AnnotationDoc {
	readonly docId: string;
	doc: TakeDoc = EMPTY_DOC;
	history: History = NO_HISTORY;
	save: SaveState = 'saved';
	unread = 0;
	newer = false;
	#ydoc = new Y.Doc();
	#store: UpdateStore;
	#now: () => number;
	#newPlanId: () => string;
	#by: string | null;
	#listeners = new Set<() => void>();
	#tabs: ReturnType<typeof openTabs>;
	/** Rows that are not written yet, oldest first. */
	#waiting: DocUpdateRow[] = [];
	#writing: Promise<Outcome<void>> = Promise.resolve(ok(undefined));
	#rowsSeen = 0;
	#closed = false;
	/** Steps that the history is made of, by their names. */
	#steps = new Map<string, NamedStep>();
	/** The highest order of a step that was seen. */
	#order = 0;

	constructor(docId: string, options: OpenOptions) {
		this.docId = docId;
		this.#store = options.store ?? dexieUpdates;
		this.#now = options.now ?? Date.now;
		this.#newPlanId = options.newPlanId ?? uuidv7;
		this.#by = options.by ?? null;
		this.#ydoc.on('update', (_update: Uint8Array, origin: unknown) => {
			if (origin !== 'store') this.#reread();
		});
		this.#tabs = openTabs(docId, {
			saved: (message) => {
				Y.applyUpdate(this.#ydoc, message.update, 'tab');
				this.#rowsSeen++;
				const step = stepOf(message, this.#rowsSeen);
				if (step) this.#record([step]);
				this.#tell();
			},
			lookAgain: () => void this.#lookAgain()
		});
	}

	get steps(): ReadonlySet<string> {
		return new Set(this.#steps.keys());
	}

	/** A step counts once, however often it is heard of: read from the disk, and told by its tab. */
	#record(steps: readonly NamedStep[]): void {
		for (const step of steps) {
			this.#steps.set(step.step, step);
			this.#order = Math.max(this.#order, step.order);
		}
		this.history = historyFrom(this.#steps.values());
	}

	async open(seed: AnnotationSnapshot | null): Promise<Outcome<void>> {
		try {
			const rows = await this.#store.read(this.docId);
			replay(this.#ydoc, rows, 'store');
			this.#record(stepsOf(rows));
			this.#rowsSeen = rows.length;
			this.#reread();
			this.#tabs.opened();
			await this.#compactNowAndThen();
			if (rows.length === 0 && seed) return await this.#seed(seed);
			return ok(undefined);
		} catch (error) {
			this.#tabs.close();
			return fail('storage_unavailable', `opening ${this.docId}: ${messageOf(error)}`, { retry: 'now' });
		}
	}

	/** What is on the disk and was never told of is shown too. */
	async #lookAgain(): Promise<void> {
		try {
			const rows = await this.#store.read(this.docId);
			if (this.#closed) return;
			const before = Y.encodeStateVector(this.#ydoc).join();
			const steps = this.#steps.size;
			replay(this.#ydoc, rows, 'store');
			this.#record(stepsOf(rows));
			if (this.#steps.size === steps && Y.encodeStateVector(this.#ydoc).join() === before) return;
			this.#reread();
			this.#tell();
		} catch (error) {
			reportUnexpected('annotation look again', error);
		}
	}

	/** The seed is where the document begins: there is nothing to take back. */
	#seed(seed: AnnotationSnapshot): Promise<Outcome<void>> {
		const start = docFromSnapshot(seed);
		const edits: Edit[] = [...start.segments].map(([key, after]) => ({ kind: 'segment', key, before: null, after }));
		for (const [key, after] of start.corrections) edits.push({ kind: 'correction', key, before: null, after });
		for (const [key, after] of start.cuts) edits.push({ kind: 'cut', key, before: null, after });
		for (const [key, after] of start.swaps) edits.push({ kind: 'swap', key, before: null, after });
		if (start.ending) edits.push({ kind: 'ending', key: 'ending', before: null, after: start.ending });
		if (start.trim) edits.push({ kind: 'trim', key: 'trim', before: null, after: start.trim });
		return edits.length > 0 ? this.#carryOut(edits, 'merge', null) : Promise.resolve(ok(undefined));
	}

	apply(edits: readonly Edit[]): Promise<Outcome<void>> {
		if (edits.length === 0) return Promise.resolve(ok(undefined));
		if (this.newer) return Promise.resolve(this.#refuse());
		return this.#carryOut(edits, 'do', { planId: this.#newPlanId(), edits: [...edits] });
	}

	async undo(): Promise<Outcome<readonly Edit[]>> {
		const plan = this.history.done.at(-1);
		if (!plan) return ok([]);
		if (this.newer) return this.#refuse();
		const edits = planTakeBack(this.doc, plan.edits);
		const saved = await this.#carryOut(edits, 'undo', plan);
		return saved.ok ? ok(edits) : saved;
	}

	async redo(): Promise<Outcome<readonly Edit[]>> {
		const plan = this.history.undone.at(-1);
		if (!plan) return ok([]);
		if (this.newer) return this.#refuse();
		const edits = planDoAgain(this.doc, plan.edits);
		const saved = await this.#carryOut(edits, 'redo', plan);
		return saved.ok ? ok(edits) : saved;
	}

	retry(): Promise<Outcome<void>> {
		return this.#write();
	}

	snapshot(): AnnotationSnapshot {
		return snapshotOfDoc(this.doc);
	}

	async log(): Promise<Outcome<LoggedStep[]>> {
		try {
			return ok(logOf(await this.#store.read(this.docId)));
		} catch (error) {
			return fail('storage_unavailable', `reading ${this.docId}: ${messageOf(error)}`, { retry: 'now' });
		}
	}

	#refuse() {
		return fail('document_newer', `${this.docId} was written by a newer version`, { retry: 'after_change' });
	}

	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async close(): Promise<void> {
		await this.#write();
		this.#closed = true;
		this.#tabs.close();
		this.#listeners.clear();
		this.#ydoc.destroy();
	}

	#carryOut(edits: readonly Edit[], kind: DocUpdateRow['kind'], plan: { planId: string; edits: Edit[] } | null) {
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array, origin: unknown) => {
			if (origin === this) updates.push(update);
		};
		this.#ydoc.on('update', collect);
		const name = { step: this.#newPlanId(), order: this.#order + 1 };
		if (plan && kind !== 'merge') this.#record([{ kind, plan, ...name }]);
		writeEdits(this.#ydoc, edits, this);
		this.#ydoc.off('update', collect);
		this.#waiting.push({
			docId: this.docId,
			atMs: this.#now(),
			update: updates.length > 0 ? Y.mergeUpdates(updates) : Uint8Array.of(0, 0),
			plan: plan && planText(plan, name, this.#by),
			kind
		});
		this.save = 'saving';
		this.#tell();
		return this.#write();
	}

	/** One row after the other, in order: a row that cannot be written holds back those after it. */
	#write(): Promise<Outcome<void>> {
		this.#writing = this.#writing.then(async () => {
			try {
				while (this.#waiting[0]) {
					const row = this.#waiting[0];
					await this.#store.append(row);
					this.#waiting.shift();
					this.#rowsSeen++;
					this.#tabs.tell({ update: row.update, plan: row.plan, kind: row.kind });
				}
				this.#settle('saved');
			} catch (error) {
				this.#settle('failed');
				return fail('edit_not_saved', `${this.docId}: ${messageOf(error)}`, {
					retry: 'now',
					context: { waiting: this.#waiting.length }
				});
			}
			await this.#compactNowAndThen();
			return ok(undefined);
		});
		return this.#writing;
	}

	#settle(save: SaveState): void {
		const next = save === 'saved' && this.#waiting.length > 0 ? 'saving' : save;
		if (next === this.save) return;
		this.save = next;
		this.#tell();
	}

	/** All or nothing, and tried again at the next opening: a compaction that fails costs only room. */
	async #compactNowAndThen(): Promise<void> {
		if (this.#rowsSeen <= COMPACT_AT_ROWS) return;
		this.#rowsSeen = 0;
		try {
			await this.#store.rewrite(this.docId, compacted);
		} catch (error) {
			reportUnexpected('annotation compaction', error);
		}
	}

	#reread(): void {
		const { doc, unread, newer } = readTakeDoc(this.#ydoc);
		this.newer = newer;
		this.doc = doc;
		this.unread = unread;
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}
}

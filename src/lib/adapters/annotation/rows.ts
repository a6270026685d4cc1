import * as Y from 'yjs';
import type { Edit } from '../../domain/annotation/edit.ts';
import {
	NO_HISTORY,
	recordStep,
	type History,
	type LoggedStep,
	type NamedPlan
} from '../../domain/annotation/history.ts';
import type { DocUpdateRow } from '../store/db.ts';

/** Rows that are kept apart before they are put together into one. */
export const COMPACT_AT_ROWS = 400;
/** Plans that can still be taken back after that. */
export const PLANS_KEPT = 200;
/** A Yjs update that changes nothing. */
const NOTHING = Uint8Array.of(0, 0);

export const planText = (planId: string, edits: readonly Edit[], by: string | null = null): string =>
	JSON.stringify({ planId, edits, ...(by !== null && { by }) });

/** The plan beside a row; `null` where there is none or it is not one of ours. */
export function planOf(row: Pick<DocUpdateRow, 'plan'>): NamedPlan | null {
	if (row.plan === null) return null;
	try {
		const plan = JSON.parse(row.plan) as Partial<NamedPlan>;
		return typeof plan.planId === 'string' && Array.isArray(plan.edits) ? (plan as NamedPlan) : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

/** Applies saved rows to `ydoc`. The order does not matter to Yjs; applying one twice changes nothing. */
export const replay = (ydoc: Y.Doc, rows: readonly Pick<DocUpdateRow, 'update'>[], origin: unknown): void =>
	ydoc.transact(() => rows.forEach((row) => Y.applyUpdate(ydoc, row.update, origin)), origin);

/** History as the rows tell it, in the order in which they were saved. */
export const historyOf = (rows: readonly Pick<DocUpdateRow, 'kind' | 'plan'>[]): History =>
	rows.reduce((history, row) => {
		const plan = planOf(row);
		return plan && row.kind !== 'merge' ? recordStep(history, { kind: row.kind, plan }) : history;
	}, NO_HISTORY);

/** What was done, in the order in which it was saved. Rows that came in without a plan (merged, put together) are left out. */
export const logOf = (rows: readonly Pick<DocUpdateRow, 'kind' | 'plan' | 'atMs'>[]): LoggedStep[] =>
	rows.flatMap((row) => {
		const plan = planOf(row);
		if (!plan || row.kind === 'merge') return [];
		const { by } = plan as { by?: unknown };
		return [{ kind: row.kind, plan, atMs: row.atMs, by: typeof by === 'string' ? by : null }];
	});

/**
 * The same document in fewer rows: one with everything, then the last `PLANS_KEPT` plans without updates of their
 * own. Reading them back gives the same document, and undo as far as the plans go.
 */
export function compacted(rows: readonly DocUpdateRow[]): DocUpdateRow[] {
	const first = rows[0];
	if (!first) return [];
	const all: DocUpdateRow = {
		docId: first.docId,
		atMs: rows.at(-1)!.atMs,
		update: Y.mergeUpdates(rows.map((row) => row.update)),
		plan: null,
		kind: 'merge'
	};
	const plans = rows.filter((row) => row.plan !== null).slice(-PLANS_KEPT);
	return [
		all,
		...plans.map(({ docId, atMs, plan, kind }): DocUpdateRow => ({ docId, atMs, plan, kind, update: NOTHING }))
	];
}

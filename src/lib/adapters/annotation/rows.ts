import * as Y from 'yjs';
import {
	NO_HISTORY,
	recordStep,
	type History,
	type HistoryStep,
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

/** What tells a step from all others, and where it stands among them, whichever tab it was made in. */
export type StepName = {
	step: string;
	/** One more than the highest that its tab had seen: of two steps the later one has seen the earlier, or neither the other. */
	order: number;
};

export const planText = (plan: NamedPlan, name: StepName, by: string | null): string =>
	JSON.stringify({ planId: plan.planId, edits: plan.edits, ...name, ...(by !== null && { by }) });

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

export type NamedStep = HistoryStep & StepName;

/** The step that a row is; null for rows without a plan. Rows of before steps had names are named by their place. */
export function stepOf(row: Pick<DocUpdateRow, 'kind' | 'plan'>, place: number): NamedStep | null {
	const plan = planOf(row);
	if (!plan || row.kind === 'merge') return null;
	const { step, order } = plan as Partial<StepName>;
	return {
		kind: row.kind,
		plan,
		step: typeof step === 'string' ? step : `row ${place}`,
		order: typeof order === 'number' ? order : place
	};
}

export const stepsOf = (rows: readonly Pick<DocUpdateRow, 'kind' | 'plan'>[]): NamedStep[] =>
	rows.flatMap((row, place) => stepOf(row, place) ?? []);

/** History as the steps tell it: the same in every tab, however they came. */
export const historyFrom = (steps: Iterable<NamedStep>): History =>
	[...steps].sort((a, b) => a.order - b.order || (a.step < b.step ? -1 : 1)).reduce(recordStep, NO_HISTORY);

export const historyOf = (rows: readonly Pick<DocUpdateRow, 'kind' | 'plan'>[]): History => historyFrom(stepsOf(rows));

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

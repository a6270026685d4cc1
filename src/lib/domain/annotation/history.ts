import type { Edit } from './edit.ts';

/** A plan with a name of its own, as it is kept beside the update that carried it out. */
export type NamedPlan = { planId: string; edits: Edit[] };
/** A step as it lies on the device: when it was saved, and the name of who did it; null where nobody had a name here. */
export type LoggedStep = HistoryStep & { atMs: number; by: string | null };
/** What happened, in the order in which it was saved. For `undo` and `redo`, `planId` names the plan taken back or done again. */
export type HistoryStep = { kind: 'do' | 'undo' | 'redo'; plan: NamedPlan };

/** Plans that can be taken back, and those that can be done again; the last one first in line. */
export type History = { readonly done: readonly NamedPlan[]; readonly undone: readonly NamedPlan[] };
export const NO_HISTORY: History = { done: [], undone: [] };

/**
 * One step further. Steps of two tabs may come in any order: an undo names its plan, and a step that does not fit
 * (undone already, forgotten by a compaction) changes nothing.
 */
export function recordStep(history: History, step: HistoryStep): History {
	const { planId } = step.plan;
	if (step.kind === 'do') return { done: [...without(history.done, planId), step.plan], undone: [] };
	const [from, to] = step.kind === 'undo' ? [history.done, history.undone] : [history.undone, history.done];
	const plan = from.find((candidate) => candidate.planId === planId);
	if (!plan) return history;
	const rest = without(from, planId);
	return step.kind === 'undo' ? { done: rest, undone: [...to, plan] } : { done: [...to, plan], undone: rest };
}

const without = (plans: readonly NamedPlan[], planId: string) => plans.filter((plan) => plan.planId !== planId);

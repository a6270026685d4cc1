import { currentValue, type Edit } from '../annotation/edit.ts';
import { sameValue } from '../annotation/same-value.ts';
import type { TakeDoc } from '../annotation/take-doc.ts';
import type { Choice } from './precision.ts';

/**
 * What an answer is worth in the document as it is now: an accepted one whose edits are all as they were before is taken
 * back (undone, or its label deleted), and counts again when they are done again. What was changed further stays accepted.
 * edits  the plan that accepting made; empty for a dismissal
 */
export function choiceNow(choice: Choice, edits: readonly Edit[], doc: TakeDoc): Choice {
	if (choice === 'dismissed' || edits.length === 0) return choice;
	return edits.every((edit) => sameValue(currentValue(doc, edit), edit.before)) ? 'taken_back' : 'accepted';
}

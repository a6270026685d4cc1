import type { Edit } from '$lib/domain/annotation/edit.ts';
import type { LoggedStep } from '$lib/domain/annotation/history.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Segment } from '$lib/schema/annotation.ts';
import { segmentWords, timeWords } from './words.ts';

type WordsOf = (segment: Segment) => string;

/** What one edit did, in a sentence. */
export function editWords(edit: Edit, wordsOf: WordsOf = segmentWords): string {
	if (edit.kind === 'segment') return segmentEditWords(edit.before, edit.after, wordsOf);
	if (edit.kind === 'trim') {
		if (!edit.after) return m.label_log_trim_none();
		return m.label_log_trim({ from: timeWords(edit.after.inUs), to: timeWords(edit.after.outUs) });
	}
	if (edit.kind === 'correction') {
		const hand = edit.after ?? edit.before!;
		const at = timeWords(hand.ptsUs);
		const points = { at, count: hand.points.filter(({ moved }) => moved).length };
		if (!edit.after) return hand.side === 'left' ? m.label_log_left_back({ at }) : m.label_log_right_back({ at });
		return hand.side === 'left' ? m.label_log_left_points(points) : m.label_log_right_points(points);
	}
	if (edit.kind === 'swap') {
		const swap = edit.after ?? edit.before!;
		const span = { from: timeWords(swap.startUs), to: timeWords(swap.endUs) };
		return swap.swapped && edit.after ? m.label_log_swapped(span) : m.label_log_sides(span);
	}
	return edit.after?.score ? m.labelling_log_score({ score: edit.after.score }) : m.labelling_log_ending();
}

function segmentEditWords(before: Segment | null, after: Segment | null, wordsOf: WordsOf): string {
	if (!before && after)
		return m.label_log_added({ what: wordsOf(after), from: timeWords(after.startUs), to: timeWords(after.endUs) });
	if (before && !after) return m.label_log_deleted({ what: wordsOf(before), at: timeWords(before.startUs) });
	if (!before || !after) return m.label_log_other();
	const what = wordsOf(after);
	if (before.startUs !== after.startUs)
		return m.label_log_start({ what, from: timeWords(before.startUs), to: timeWords(after.startUs) });
	if (before.endUs !== after.endUs)
		return m.label_log_end({ what, from: timeWords(before.endUs), to: timeWords(after.endUs) });
	const was = wordsOf(before);
	if (was !== what) return m.label_log_named({ what, was, at: timeWords(after.startUs) });
	return m.label_log_changed({ what, at: timeWords(after.startUs) });
}

/** What a step did: its first edit, and how many more there were. */
export function stepWords({ kind, plan }: Pick<LoggedStep, 'kind' | 'plan'>, wordsOf: WordsOf = segmentWords): string {
	const [first, ...rest] = plan.edits;
	const done = first ? editWords(first, wordsOf) : m.label_log_other();
	const all = rest.length > 0 ? m.label_log_more({ what: done, count: rest.length }) : done;
	return kind === 'do' ? all : kind === 'undo' ? m.label_log_undone({ what: all }) : m.label_log_redone({ what: all });
}

import { borderStepped } from '$lib/domain/time/frame-times.ts';
import type { Edit } from '$lib/domain/annotation/edit.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';

type Nudged = {
	/** Where the edge is. */
	fromUs: number;
	plan: (toUs: number) => readonly Edit[];
	/** Shows the frame at the edge as it is now. */
	show: () => void;
};

/**
 * An arrow key on the handle of an edge: a frame on or back, ten with Shift. The picture goes there at once and not when the
 * edit is written: a key that is pressed meanwhile would be overtaken. Answers where the edge was to go; null: another key.
 */
export function nudgeEdge(session: LabelSession, event: KeyboardEvent, { fromUs, plan, show }: Nudged): number | null {
	const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
	if (!by || !session.player) return null;
	event.preventDefault();
	event.stopPropagation();
	const toUs = borderStepped(session.player.frames, fromUs, by * (event.shiftKey ? 10 : 1));
	// The document has it before it is written.
	void session.edit(plan(toUs));
	show();
	return toUs;
}

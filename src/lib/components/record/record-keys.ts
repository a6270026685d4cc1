import type { HandsFree } from '$lib/state/hands-free.svelte.ts';
import type { MarkKind } from '$lib/state/filming-marks.svelte.ts';
import type { Recording } from '$lib/state/recording.svelte.ts';

const MARK_KEYS: Record<string, MarkKind> = { KeyF: 'failure', KeyM: 'recovery', KeyA: 'attempt' };

/** A mark ends when its key is let go. */
export const recordKeyUps =
	(recording: Recording): ((event: KeyboardEvent) => void) =>
	(event) => {
		const kind = MARK_KEYS[event.code];
		if (kind) recording.marks.release(kind);
	};

/** F, M and A mark while filming, for as long as they are held. Space or the learnt key, R, X and V while nothing else has the keyboard. A focused button keeps its own Space. */
export function recordKeys(recording: Recording, handsFree: HandsFree): (event: KeyboardEvent) => void {
	return (event) => {
		if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target instanceof Element ? event.target : null;
		if (target?.closest('input, textarea, select, [role="dialog"], [contenteditable]')) return;
		const run = () => {
			if (event.code === 'Space' && !target?.closest('button, a')) return recording.toggle();
			if (event.code === handsFree.settings.key) return recording.toggle();
			const mark = MARK_KEYS[event.code];
			if (mark && recording.phase === 'recording') return recording.marks.press(mark);
			if (event.code === 'KeyV') return handsFree.change({ voice: !handsFree.settings.voice });
			if (event.code === 'KeyR' && recording.phase === 'recording') return void recording.retake();
			if (event.code === 'KeyX' && ['recording', 'counting', 'resetting'].includes(recording.phase))
				return void recording.stopAndErase();
			return null;
		};
		if (run() !== null) event.preventDefault();
	};
}

import type { Attachment } from 'svelte/attachments';

/** Lets a pointer pull a handle. A drag that is cancelled (Escape, lost pointer) changes nothing. */
export function dragEdge(on: {
	move: (event: PointerEvent) => void;
	drop: () => void;
	cancel: () => void;
}): Attachment<HTMLElement> {
	return (element) => {
		let pulled: { id: number; moved: boolean } | null = null;
		const end = (keep: boolean) => {
			if (!pulled) return;
			const { id, moved } = pulled;
			pulled = null;
			if (element.hasPointerCapture(id)) element.releasePointerCapture(id);
			if (keep && moved) on.drop();
			else on.cancel();
		};
		const listen = new AbortController();
		const { signal } = listen;
		element.addEventListener(
			'pointerdown',
			(event) => {
				if (event.button !== 0) return;
				event.stopPropagation();
				pulled = { id: event.pointerId, moved: false };
				element.setPointerCapture(event.pointerId);
			},
			{ signal }
		);
		element.addEventListener(
			'pointermove',
			(event) => {
				if (!pulled) return;
				pulled.moved = true;
				on.move(event);
			},
			{ signal }
		);
		element.addEventListener('pointerup', () => end(true), { signal });
		element.addEventListener('pointercancel', () => end(false), { signal });
		const escape = (event: KeyboardEvent) => {
			if (event.key !== 'Escape' || !pulled) return;
			// Meant for the drag, not for what is selected.
			event.preventDefault();
			event.stopPropagation();
			end(false);
		};
		addEventListener('keydown', escape, { signal, capture: true });
		return () => {
			pulled = null;
			listen.abort();
		};
	};
}

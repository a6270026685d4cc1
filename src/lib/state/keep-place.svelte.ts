import { keepPlace } from '$lib/adapters/annotation/place.ts';
import type { LabelSession } from './label-session.svelte.ts';

/** A picture that plays changes the place all the time. */
const EVERY_MS = 400;

/** Remembers where the person is in the clip for as long as the component lives that calls this while it starts. */
export function keepingPlace(session: LabelSession): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const write = () => {
		clearTimeout(timer);
		timer = undefined;
		const { player, timeline, mode, selectedId, docId } = session;
		if (player) keepPlace(docId, { nowUs: player.nowUs, ...timeline.view, mode, selectedId });
	};
	$effect(() => {
		void [session.player?.nowUs, session.timeline.view, session.mode, session.selectedId];
		timer ??= setTimeout(write, EVERY_MS);
	});
	$effect(() => {
		addEventListener('pagehide', write);
		return () => {
			removeEventListener('pagehide', write);
			write();
		};
	});
}

import { eraseOriginal, eraseTake, setErasing, setErasingOriginal } from '$lib/adapters/store/takes.ts';
import type { TakeId } from '$lib/schema/ids.ts';
import type { Notices } from './notices.svelte.ts';

/**
 * Hides a take at once and erases it when its toast is gone, so that it can be taken back for ten seconds (longer while
 * the toast is held). Where the page closes before, the take is erased at a later visit.
 */
export async function eraseWithUndo(
	notices: Notices,
	takeId: TakeId,
	text: string,
	onUndone: () => void | Promise<void> = () => undefined,
	what: 'take' | 'original' = 'take'
): Promise<void> {
	const mark = what === 'take' ? setErasing : setErasingOriginal;
	const erase = what === 'take' ? eraseTake : eraseOriginal;
	const hidden = await mark(takeId, Date.now());
	if (!hidden.ok) return notices.fail(hidden.failure);
	const undo = async () => {
		clearInterval(timer);
		const shown = await mark(takeId, null);
		if (!shown.ok) notices.fail(shown.failure);
		await onUndone();
	};
	notices.say(text, { undo });
	const timer = setInterval(async () => {
		if (notices.toast?.undo === undo) return;
		clearInterval(timer);
		const erased = await erase(takeId);
		if (!erased.ok) notices.fail(erased.failure);
	}, 500);
}

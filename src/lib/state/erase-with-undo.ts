import { eraseTake, setErasing } from '$lib/adapters/store/takes.ts';
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
	onUndone: () => void | Promise<void> = () => undefined
): Promise<void> {
	const hidden = await setErasing(takeId, Date.now());
	if (!hidden.ok) return notices.fail(hidden.failure);
	const undo = async () => {
		clearInterval(timer);
		const shown = await setErasing(takeId, null);
		if (!shown.ok) notices.fail(shown.failure);
		await onUndone();
	};
	notices.say(text, { undo });
	const timer = setInterval(async () => {
		if (notices.toast?.undo === undo) return;
		clearInterval(timer);
		const erased = await eraseTake(takeId);
		if (!erased.ok) notices.fail(erased.failure);
	}, 500);
}

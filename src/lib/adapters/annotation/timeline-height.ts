import { z } from '../../schema/zod.ts';

const NAME = 'handloom-timeline-height';
const Kept = z.coerce.number().positive();

/** How high this person made the lanes of the timeline on this device, CSS px; null: never changed. */
export function readTimelineHeight(): number | null {
	const kept = localStorage.getItem(NAME);
	return kept === null ? null : (Kept.safeParse(kept).data ?? null);
}

/** Null: as it was made. A full disk forgets the height and nothing else. */
export function keepTimelineHeight(px: number | null): void {
	try {
		if (px === null) localStorage.removeItem(NAME);
		else localStorage.setItem(NAME, String(px));
	} catch (error) {
		console.warn('[timeline] height not kept', error);
	}
}

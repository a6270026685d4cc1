import { SegmentId } from '../../schema/ids.ts';
import { z } from '../../schema/zod.ts';

/** Where a person is in a clip: the frame on screen, what the timeline shows, what is selected and worked on. */
export const Place = z.object({
	nowUs: z.number().nonnegative(),
	fromUs: z.number(),
	spanUs: z.number().positive(),
	mode: z.enum(['label', 'points', 'box']),
	selectedId: SegmentId.nullable()
});
export type Place = z.infer<typeof Place>;
const Kept = z.array(z.object({ docId: z.string(), place: Place }));

const NAME = 'handloom-places';
/** Clips that are remembered, the last ones; a place is worth little once others were worked on. */
const MOST = 20;

function kept(): z.infer<typeof Kept> {
	try {
		return Kept.safeParse(JSON.parse(localStorage.getItem(NAME) ?? '[]')).data ?? [];
	} catch (error) {
		if (error instanceof SyntaxError) return [];
		throw error;
	}
}

/** Where the person was in a clip; null where that is not known. */
export const readPlace = (docId: string): Place | null => kept().find((one) => one.docId === docId)?.place ?? null;

/** Kept in localStorage, because it is written while the page is being left. A full disk forgets the place and nothing else. */
export function keepPlace(docId: string, place: Place): void {
	const others = kept().filter((one) => one.docId !== docId);
	try {
		localStorage.setItem(NAME, JSON.stringify([{ docId, place }, ...others].slice(0, MOST)));
	} catch (error) {
		console.warn('[place] not kept', error);
	}
}

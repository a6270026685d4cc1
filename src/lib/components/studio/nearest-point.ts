import type { Side } from '$lib/schema/ids.ts';
import type { HandOnPicture } from '$lib/state/point-editor.svelte.ts';
import { toStage, type View } from './view.ts';

/**
 * The point nearest to a place on the stage, at most `reach` CSS px away. The hand being corrected wins over the
 * other one where both have a point in reach.
 */
export function nearestPoint(
	hands: readonly HandOnPicture[],
	view: View,
	where: { x: number; y: number },
	reach: number,
	preferred: Side | null
): { side: Side; index: number } | null {
	const near = hands
		.flatMap((hand) =>
			hand.points.map((point, index) => {
				const at = toStage(view, point.x, point.y);
				return { side: hand.side, index, distance: Math.hypot(at.x - where.x, at.y - where.y) };
			})
		)
		.filter((candidate) => candidate.distance <= reach)
		.sort((a, b) => Number(b.side === preferred) - Number(a.side === preferred) || a.distance - b.distance);
	return near[0] ? { side: near[0].side, index: near[0].index } : null;
}

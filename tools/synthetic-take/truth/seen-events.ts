import type { TakeEvent } from '../scripts/script.ts';
import type { FrameTruth } from './build-truth.ts';

const inside = (px: readonly [number, number][], width: number, height: number): boolean =>
	px.some(([x, y]) => x >= 0 && y >= 0 && x < width && y < height);

/** When a hand of the take leaves the picture with all its points, and when the first of them comes back. */
export function leavingEvents(frames: readonly FrameTruth[], width: number, height: number): TakeEvent[] {
	const seen = new Map<string, boolean>();
	const events: TakeEvent[] = [];
	for (const { t, hands } of frames) {
		for (const { side, person, px } of hands) {
			if (person !== 'self') continue;
			const now = inside(px, width, height);
			if (seen.has(side) && seen.get(side) !== now) events.push({ t, kind: now ? 'return' : 'leave', hand: side });
			seen.set(side, now);
		}
	}
	return events;
}

const KNUCKLE = 9;

/** When the person's two hands pass each other from side to side of the picture, by their middle knuckles. */
export function crossingEvents(frames: readonly FrameTruth[]): TakeEvent[] {
	let before = 0;
	return frames.flatMap(({ t, hands }) => {
		const [left, right] = (['left', 'right'] as const).map(
			(side) => hands.find((hand) => hand.side === side && hand.person === 'self')?.px[KNUCKLE]![0]
		);
		if (left === undefined || right === undefined) return [];
		const now = Math.sign(left - right);
		const crossed = now * before < 0;
		if (now) before = now;
		return crossed ? [{ t, kind: 'cross' as const, hand: 'right' as const }] : [];
	});
}

import type { Declared } from '../../schema/quality.ts';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import type { PtsUs } from '../../schema/time.ts';
import { ptsUs } from '../../schema/units.ts';
import { isAbsent, leastPoints } from './declared.ts';

export type Span = { startUs: PtsUs; endUs: PtsUs };

/** Image landmarks inside the picture, 0..21, without those that the person said they do not have. */
export function pointsInFrame(hand: TrackedHand, declared: Declared): number {
	let inside = 0;
	for (let i = 0; i < LANDMARKS; i++) {
		const x = hand.imageLandmarks[i * 3]!;
		const y = hand.imageLandmarks[i * 3 + 1]!;
		if (x >= 0 && x <= 1 && y >= 0 && y <= 1 && !isAbsent(declared, hand.side, i)) inside += 1;
	}
	return inside;
}

/** A hand of which enough is in the picture. `least`: points of a whole hand. */
export const isSeen = (hand: TrackedHand, least: number, declared: Declared): boolean =>
	pointsInFrame(hand, declared) >= Math.max(1, leastPoints(declared, hand.side, least));

export const showsHand = (frame: TrackFrame, least: number, declared: Declared): boolean =>
	frame.hands.some((hand) => isSeen(hand, least, declared));

/** Both sides are seen on the frame. */
export const showsBoth = (frame: TrackFrame, least: number, declared: Declared): boolean =>
	(['left', 'right'] as const).every((side) =>
		frame.hands.some((hand) => hand.side === side && isSeen(hand, least, declared))
	);

/** Spans of frames for which `outside` holds, in order: from the first such frame to the next that is none, or to `endUs`. */
export function spansWhere(
	frames: readonly TrackFrame[],
	endUs: number,
	outside: (frame: TrackFrame, index: number) => boolean
): Span[] {
	const spans: Span[] = [];
	let startUs: PtsUs | null = null;
	frames.forEach((frame, i) => {
		if (outside(frame, i)) startUs ??= frame.ptsUs;
		else if (startUs !== null) {
			spans.push({ startUs, endUs: frame.ptsUs });
			startUs = null;
		}
	});
	if (startUs !== null) spans.push({ startUs, endUs: ptsUs(Math.max(endUs, startUs)) });
	return spans;
}

export const longestFirst = (spans: readonly Span[]): Span[] =>
	[...spans].sort((a, b) => b.endUs - b.startUs - (a.endUs - a.startUs) || a.startUs - b.startUs);

/** Box around all hands of a frame, 0..1, a seventh wider on each side and cut at the picture; null where there is none to speak of. */
export function handsBox(frame: TrackFrame): Box | null {
	let [left, top, right, bottom] = [1, 1, 0, 0];
	for (const hand of frame.hands)
		for (let i = 0; i < LANDMARKS; i++) {
			const x = hand.imageLandmarks[i * 3]!;
			const y = hand.imageLandmarks[i * 3 + 1]!;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
		}
	const [marginX, marginY] = [(right - left) / 7, (bottom - top) / 7];
	const box = {
		left: Math.max(0, left - marginX),
		top: Math.max(0, top - marginY),
		right: Math.min(1, right + marginX),
		bottom: Math.min(1, bottom + marginY)
	};
	return box.right - box.left > 0.02 && box.bottom - box.top > 0.02 ? box : null;
}

/** Over frame width and height, 0..1, y down. */
export type Box = { left: number; top: number; right: number; bottom: number };

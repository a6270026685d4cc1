import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import type { PtsUs } from '../../schema/time.ts';
import { ptsUs } from '../../schema/units.ts';

export type Span = { startUs: PtsUs; endUs: PtsUs };

/** Image landmarks inside the picture, of 21. */
export function pointsInFrame(hand: TrackedHand): number {
	let inside = 0;
	for (let i = 0; i < LANDMARKS; i++) {
		const x = hand.imageLandmarks[i * 3]!;
		const y = hand.imageLandmarks[i * 3 + 1]!;
		if (x >= 0 && x <= 1 && y >= 0 && y <= 1) inside += 1;
	}
	return inside;
}

export const showsHand = (frame: TrackFrame, least: number): boolean =>
	frame.hands.some((hand) => pointsInFrame(hand) >= least);

/** Spans without a hand, in order: from the first frame without to the next with one, or to `endUs`. */
export function spansWithoutHand(frames: readonly TrackFrame[], endUs: number, least: number): Span[] {
	const spans: Span[] = [];
	let startUs: PtsUs | null = null;
	for (const frame of frames) {
		const seen = showsHand(frame, least);
		if (!seen) startUs ??= frame.ptsUs;
		else if (startUs !== null) {
			spans.push({ startUs, endUs: frame.ptsUs });
			startUs = null;
		}
	}
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

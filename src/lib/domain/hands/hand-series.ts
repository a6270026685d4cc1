import type { TrackFrame } from '../../schema/track.ts';
import type { Side } from '../../schema/ids.ts';
import { nthValue } from './nth-value.ts';
import { DIGITS, INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST } from './topology.ts';

/** One value for each frame of a track, NaN where nothing is known. `timesUs` rises. */
export type Series = { timesUs: Float64Array; values: Float32Array };

/** A series with what it was made of: of a track that has become longer only what is new is worked out. */
export type GrownSeries = Series & {
	readonly frames: readonly TrackFrame[];
	/** Before the means were taken. */
	readonly raw: Float32Array;
	readonly signal: Signal;
	readonly aspect: number;
};

/** What is measured on one frame, beside the one before it, and taken as a mean over `reach` values on each side. */
export type Signal = {
	readonly reach: number;
	at(frame: TrackFrame, before: TrackFrame | undefined, aspect: number): number;
};

/** Wrist and the four finger roots: they move with the hand, not with the fingers. */
const PALM = [0, 5, 9, 13, 17];
const THUMB_TIP = DIGITS.thumb[3];
const INDEX_TIP = DIGITS.index[3];
/** Length of a palm over its width from index to little root. */
const PALM_OVER_WIDTH = 1.4;

/** How fast the faster of the hands moves. unit frame widths a second, mean over five frames; space image */
export const SPEED: Signal = {
	reach: 2,
	at(frame, before, aspect) {
		let fastest = NaN;
		if (!before) return fastest;
		const seconds = (frame.ptsUs - before.ptsUs) / 1e6;
		for (const hand of frame.hands) {
			const earlier = before.hands.find((other) => other.side === hand.side);
			if (!earlier) continue;
			let way = 0;
			for (const point of PALM) {
				const dx = hand.imageLandmarks[point * 3]! - earlier.imageLandmarks[point * 3]!;
				const dy = hand.imageLandmarks[point * 3 + 1]! - earlier.imageLandmarks[point * 3 + 1]!;
				way += Math.hypot(dx, dy * aspect);
			}
			const speed = way / PALM.length / seconds;
			if (!(fastest >= speed)) fastest = speed;
		}
		return fastest;
	}
};

/** How far the thumb's tip is from the index finger's. unit lengths of the palm on the same frame, mean over three frames; space image, with depth */
const thumbIndex = (side?: Side): Signal => ({
	reach: 1,
	at(frame, _before, aspect) {
		let least = NaN;
		for (const hand of frame.hands) {
			if (side && hand.side !== side) continue;
			const points = hand.imageLandmarks;
			const palm = Math.max(
				apart(points, WRIST, MIDDLE_MCP, aspect),
				apart(points, INDEX_MCP, PINKY_MCP, aspect) * PALM_OVER_WIDTH
			);
			const gap = apart(points, THUMB_TIP, INDEX_TIP, aspect) / (palm || 1);
			if (!(least <= gap)) least = gap;
		}
		return least;
	}
});
/** Of the hand of one side, or of the one where it is less. */
export const GAP: Record<Side | 'either', Signal> = {
	left: thumbIndex('left'),
	right: thumbIndex('right'),
	either: thumbIndex()
};

const apart = (points: Float32Array, a: number, b: number, aspect: number): number =>
	Math.hypot(
		points[a * 3]! - points[b * 3]!,
		(points[a * 3 + 1]! - points[b * 3 + 1]!) * aspect,
		points[a * 3 + 2]! - points[b * 3 + 2]!
	);

/**
 * A signal of a track. `before`: the same signal of an earlier state of the track; frames that are the same objects at the
 * beginning are not looked at again. The result is that of the whole track, whatever `before` was.
 * aspect  frame height over frame width, so that up counts like sideways
 */
export function seriesOf(
	signal: Signal,
	frames: readonly TrackFrame[],
	aspect: number,
	before: GrownSeries | null = null
): GrownSeries {
	const known = before?.signal === signal && before.aspect === aspect ? before : null;
	const same = known ? sameUntil(known.frames, frames) : 0;
	const timesUs = new Float64Array(frames.length);
	const raw = new Float32Array(frames.length);
	const values = new Float32Array(frames.length);
	if (known) {
		timesUs.set(known.timesUs.subarray(0, same));
		raw.set(known.raw.subarray(0, same));
		values.set(known.values.subarray(0, same));
	}
	for (let i = same; i < frames.length; i++) {
		timesUs[i] = frames[i]!.ptsUs;
		raw[i] = signal.at(frames[i]!, frames[i - 1], aspect);
	}
	// The means beside what is new have it in them too.
	for (let i = Math.max(0, same - signal.reach); i < frames.length; i++) values[i] = calmed(raw, i, signal.reach);
	return { timesUs, values, raw, frames, signal, aspect };
}

/** How many frames at the beginning of two tracks are the same objects. */
function sameUntil(a: readonly TrackFrame[], b: readonly TrackFrame[]): number {
	const most = Math.min(a.length, b.length);
	let same = 0;
	while (same < most && a[same] === b[same]) same++;
	return same;
}

/** Mean over `span` values on each side. What is not known stays so, and is left out of the means beside it. */
function calmed(raw: Float32Array, i: number, span: number): number {
	if (Number.isNaN(raw[i]!)) return NaN;
	let [sum, count] = [0, 0];
	for (let k = Math.max(0, i - span); k <= Math.min(raw.length - 1, i + span); k++) {
		if (Number.isNaN(raw[k]!)) continue;
		sum += raw[k]!;
		count++;
	}
	return sum / count;
}

/** Half-open, microseconds. */
export type SeenSpan = { startUs: number; endUs: number };

/** Where a hand is seen, as far as a track goes. */
export type SeenSoFar = {
	readonly frames: readonly TrackFrame[];
	/** Those that have an end. */
	readonly spans: readonly SeenSpan[];
	/** It is seen since then; null: it is not seen on the last frame. */
	readonly sinceUs: number | null;
};

/** `before`: of an earlier state of the track, as in `seriesOf`. */
export function seenSoFar(frames: readonly TrackFrame[], side: Side, before: SeenSoFar | null = null): SeenSoFar {
	const goesOn = before !== null && sameUntil(before.frames, frames) === before.frames.length;
	const spans = goesOn ? [...before.spans] : [];
	let sinceUs = goesOn ? before.sinceUs : null;
	for (let i = goesOn ? before.frames.length : 0; i < frames.length; i++) {
		const { hands, ptsUs } = frames[i]!;
		if (hands.some((hand) => hand.side === side)) sinceUs ??= ptsUs;
		else if (sinceUs !== null) {
			spans.push({ startUs: sinceUs, endUs: ptsUs });
			sinceUs = null;
		}
	}
	return { frames, spans, sinceUs };
}

/** Where a hand is seen: from the first frame that has it to the first that has it no more. `endUs`: of the last frame. */
export const seenSpans = ({ spans, sinceUs }: SeenSoFar, endUs: number): SeenSpan[] =>
	sinceUs === null ? [...spans] : [...spans, { startUs: sinceUs, endUs }];

/** A value that nearly all of the series stay under, so that one jump does not flatten the rest: 1.15 times its 95th percentile. */
export function topOf(values: Float32Array): number {
	const known = new Float32Array(values.length);
	let count = 0;
	for (const value of values) if (!Number.isNaN(value)) known[count++] = value;
	return nthValue(known.subarray(0, count), Math.floor(count * 0.95)) * 1.15 || 1;
}

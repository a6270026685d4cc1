import type { TrackFrame } from '../../schema/track.ts';
import type { Side } from '../../schema/ids.ts';
import { DIGITS, INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST } from './topology.ts';

/** One value for each frame of a track, NaN where nothing is known. `timesUs` rises. */
export type Series = { timesUs: Float64Array; values: Float32Array };

/** Wrist and the four finger roots: they move with the hand, not with the fingers. */
const PALM = [0, 5, 9, 13, 17];
const THUMB_TIP = DIGITS.thumb[3];
const INDEX_TIP = DIGITS.index[3];
/** Length of a palm over its width from index to little root. */
const PALM_OVER_WIDTH = 1.4;

const timesOf = (frames: readonly TrackFrame[]): Float64Array => Float64Array.from(frames, (frame) => frame.ptsUs);

/**
 * How fast the faster of the hands moves.
 * unit    frame widths a second, mean over five frames; space image
 * aspect  frame height over frame width, so that up counts like sideways
 */
export function speedSeries(frames: readonly TrackFrame[], aspect: number): Series {
	const timesUs = timesOf(frames);
	const raw = new Float32Array(frames.length).fill(NaN);
	for (let i = 1; i < frames.length; i++) {
		const seconds = (timesUs[i]! - timesUs[i - 1]!) / 1e6;
		for (const hand of frames[i]!.hands) {
			const before = frames[i - 1]!.hands.find((other) => other.side === hand.side);
			if (!before) continue;
			let way = 0;
			for (const point of PALM) {
				const dx = hand.imageLandmarks[point * 3]! - before.imageLandmarks[point * 3]!;
				const dy = hand.imageLandmarks[point * 3 + 1]! - before.imageLandmarks[point * 3 + 1]!;
				way += Math.hypot(dx, dy * aspect);
			}
			const speed = way / PALM.length / seconds;
			if (!(raw[i]! >= speed)) raw[i] = speed;
		}
	}
	return { timesUs, values: calmed(raw, 2) };
}

/**
 * How far the thumb's tip is from the index finger's, of the hand of `side`; without a side of the hand where it is less.
 * unit    lengths of the palm on the same frame, mean over three frames; space image, with depth
 */
export function thumbIndexSeries(frames: readonly TrackFrame[], aspect: number, side?: Side): Series {
	const raw = new Float32Array(frames.length).fill(NaN);
	frames.forEach((frame, i) => {
		for (const hand of frame.hands) {
			if (side && hand.side !== side) continue;
			const points = hand.imageLandmarks;
			const palm = Math.max(
				apart(points, WRIST, MIDDLE_MCP, aspect),
				apart(points, INDEX_MCP, PINKY_MCP, aspect) * PALM_OVER_WIDTH
			);
			const gap = apart(points, THUMB_TIP, INDEX_TIP, aspect) / (palm || 1);
			if (!(raw[i]! <= gap)) raw[i] = gap;
		}
	});
	return { timesUs: timesOf(frames), values: calmed(raw, 1) };
}

const apart = (points: Float32Array, a: number, b: number, aspect: number): number =>
	Math.hypot(
		points[a * 3]! - points[b * 3]!,
		(points[a * 3 + 1]! - points[b * 3 + 1]!) * aspect,
		points[a * 3 + 2]! - points[b * 3 + 2]!
	);

/** Mean over `span` values on each side. What is not known stays so, and is left out of the means beside it. */
function calmed(raw: Float32Array, span: number): Float32Array {
	const out = new Float32Array(raw.length).fill(NaN);
	for (let i = 0; i < raw.length; i++) {
		if (Number.isNaN(raw[i]!)) continue;
		let [sum, count] = [0, 0];
		for (let k = Math.max(0, i - span); k <= Math.min(raw.length - 1, i + span); k++) {
			if (Number.isNaN(raw[k]!)) continue;
			sum += raw[k]!;
			count++;
		}
		out[i] = sum / count;
	}
	return out;
}

/** Half-open, microseconds. */
export type SeenSpan = { startUs: number; endUs: number };

/** Where a hand is seen: from the first frame that has it to the first that has it no more. `endUs`: of the last frame. */
export function seenSpans(frames: readonly TrackFrame[], side: Side, endUs: number): SeenSpan[] {
	const spans: SeenSpan[] = [];
	let startUs: number | null = null;
	for (const frame of frames) {
		const seen = frame.hands.some((hand) => hand.side === side);
		if (seen) startUs ??= frame.ptsUs;
		else if (startUs !== null) {
			spans.push({ startUs, endUs: frame.ptsUs });
			startUs = null;
		}
	}
	if (startUs !== null) spans.push({ startUs, endUs });
	return spans;
}

/** A value that nearly all of the series stay under, so that one jump does not flatten the rest: 1.15 times its 95th percentile. */
export function topOf(values: Float32Array): number {
	const known = values.filter((value) => !Number.isNaN(value)).sort();
	return (known[Math.floor(known.length * 0.95)] ?? 0) * 1.15 || 1;
}

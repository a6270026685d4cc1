import { seenSpans, topOf, type Series } from '../hands/hand-series.ts';
import type { TrackSignals } from '../hands/track-signals.ts';
import { turnsOf } from '../suggest/smooth-series.ts';

/** Where something changes in the hands: the hand is slowest, thumb and index have closed or begin to open, a hand comes or goes. */
export type SnapEdge = { us: number; kind: 'still' | 'pinch' | 'release' | 'seen' | 'lost' };

/** A hand counts as slowed down when its speed falls by this share of the take's usual top. */
const SPEED_SWING = 0.25;
/** Fingers open and close by at least this much, lengths of the palm. */
const PINCH_SWING = 0.15;
/** Closed is where this share of the way is left. */
const CLOSED_SHARE = 0.1;

/** The places that an edge of a label may snap to, rising. endUs: of the last frame that was looked at. */
export function snapEdges({ speed, gaps, seen }: TrackSignals, endUs: number): SnapEdge[] {
	const edges: SnapEdge[] = [];
	const firstUs = speed.timesUs[0] ?? 0;
	const swing = topOf(speed.values) * SPEED_SWING;
	for (const part of stretchesOf(speed))
		for (const turn of turnsOf(part.values, swing))
			if (!turn.high) edges.push({ us: part.timesUs[turn.index]!, kind: 'still' });
	for (const side of ['left', 'right'] as const) {
		for (const part of stretchesOf(gaps[side])) edges.push(...pinches(part));
		for (const span of seenSpans(seen[side], endUs)) {
			if (span.startUs > firstUs) edges.push({ us: span.startUs, kind: 'seen' });
			if (span.endUs < endUs) edges.push({ us: span.endUs, kind: 'lost' });
		}
	}
	return edges.sort((a, b) => a.us - b.us);
}

type Stretch = { timesUs: number[]; values: number[] };

/** Parts of a series without a hole. */
function stretchesOf({ timesUs, values }: Series): Stretch[] {
	const parts: Stretch[] = [];
	let open: Stretch | null = null;
	values.forEach((value, i) => {
		if (Number.isNaN(value)) return void (open = null);
		if (!open) parts.push((open = { timesUs: [], values: [] }));
		open.timesUs.push(timesUs[i]!);
		open.values.push(value);
	});
	return parts;
}

/** Between a wide and a narrow turn: where the fingers have come nearly together, and where they begin to part. */
function pinches({ timesUs, values }: Stretch): SnapEdge[] {
	const turns = turnsOf(values, PINCH_SWING);
	return turns.slice(1).map((turn, i): SnapEdge => {
		const before = turns[i]!;
		const [wide, narrow] = turn.high ? [turn, before] : [before, turn];
		const limit = values[narrow.index]! + (values[wide.index]! - values[narrow.index]!) * CLOSED_SHARE;
		let at = turn.high ? before.index : turn.index;
		if (turn.high) while (values[at + 1]! <= limit) at++;
		else while (values[at - 1]! <= limit) at--;
		return { us: timesUs[at]!, kind: turn.high ? 'release' : 'pinch' };
	});
}

/** The edge nearest to `us` and no further than `withinUs`; null where there is none. `edges` rise. */
export function nearestEdge<Edge extends { us: number }>(
	edges: readonly Edge[],
	us: number,
	withinUs: number
): Edge | null {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (edges[middle]!.us < us) low = middle + 1;
		else high = middle;
	}
	const near = [edges[low - 1], edges[low]].filter((edge) => edge !== undefined);
	const best = near.sort((a, b) => Math.abs(a.us - us) - Math.abs(b.us - us))[0];
	return best && Math.abs(best.us - us) <= withinUs ? best : null;
}

import type { Side } from '../../schema/ids.ts';
import type { HandStretch } from './hand-signals.ts';
import { middle } from './hand-signals.ts';
import { turnsOf } from './smooth-series.ts';

/** The opening must change by this much, in lengths of the palm: round a 4 cm cube, three finger tips close by 0.25. */
const SWING = 0.12;
/** Least peak of closing and of opening, lengths of the palm a second. A hand that only plays slowly stays below. */
const CLOSING = 0.45;
const OPENING = 0.35;
/** Fingers that stay further from the thumb than this hold nothing; round a 4 cm cube they are at 0.55 to 0.66. */
const CLOSED = 0.85;
/** The same where only one end of the hold is seen: half the evidence. */
const CLOSED_ONE_END = 0.7;
/** A movement of the fingers is over, or has not begun, at this share of its fastest. */
const OVER = 0.25;
/** Fingers that are closed for less time hold nothing. */
const LEAST_HOLD_US = 300_000;
/** A hand that is lost while closed and found closed again within this time went on holding. */
const JOIN_US = 1_000_000;
/** And that is closed about as far as before, lengths of the palm. */
const JOIN_LEVEL = 0.12;
/** A hand that is carried faster than this when it opens puts nothing down, palms a second. */
const CARRIED = 1.2;

/** A time during which thumb and fingers stay closed. */
export type Hold = {
	side: Side;
	startUs: number;
	endUs: number;
	/** The closing was seen, so that `startUs` is the moment of the pinch; else where the hand was first seen closed. */
	pinched: boolean;
	/** The opening was seen, so that `endUs` is the moment of the release; else where the hand was last seen closed. */
	released: boolean;
	/** Opening before, while held, and after; lengths of the palm. */
	before: number;
	level: number;
	after: number;
	/** How fast the hand was carried when it opened, palms a second; 0 where the opening was not seen. */
	carriedAtRelease: number;
};

/** Where hands close, hold and open, in the order of time. */
export function findHolds(stretches: readonly HandStretch[]): Hold[] {
	const holds = (['left', 'right'] as const).flatMap((side) =>
		joined(stretches.filter((stretch) => stretch.side === side).flatMap(holdsIn))
	);
	return holds
		.filter((hold) => hold.endUs - hold.startUs >= LEAST_HOLD_US && isClosed(hold))
		.sort((a, b) => a.startUs - b.startUs);
}

const isClosed = ({ level, pinched, released }: Hold): boolean =>
	level <= (pinched && released ? CLOSED : CLOSED_ONE_END);

/** The hand opens while it is carried: what it held may have been lost. */
export const lostInMotion = (hold: Hold): boolean => hold.released && hold.carriedAtRelease >= CARRIED;

function holdsIn(stretch: HandStretch): Hold[] {
	const { opening, timesUs } = stretch;
	const turns = turnsOf(opening, SWING);
	return turns.flatMap((turn, k) => {
		if (turn.high) return [];
		const [before, after] = [turns[k - 1], turns[k + 1]];
		const pinch = before ? pinchIndex(stretch, before.index, turn.index) : null;
		const release = after ? releaseIndex(stretch, turn.index, after.index) : null;
		if ((before && pinch === null) || (after && release === null)) return [];
		const [from, to] = [pinch ?? 0, release ?? timesUs.length - 1];
		if (from >= to) return [];
		return [
			{
				side: stretch.side,
				startUs: timesUs[from]!,
				endUs: timesUs[to]!,
				pinched: pinch !== null,
				released: release !== null,
				before: opening[before?.index ?? from]!,
				level: middle(opening.slice(from, to + 1)),
				after: opening[after?.index ?? to]!,
				carriedAtRelease: release === null ? 0 : stretch.carry[to]!
			}
		];
	});
}

/** Where the closing between a high and a low is over; null where it is too slow to be one. */
function pinchIndex({ opening, opened }: HandStretch, high: number, low: number): number | null {
	let fastest = high;
	for (let i = high; i <= low; i++) if (opened[i]! < opened[fastest]!) fastest = i;
	if (-opened[fastest]! < CLOSING) return null;
	// A hand that takes its shape first and closes later comes to rest twice: the second time is the pinch.
	const closed = opening[low]! + (opening[high]! - opening[low]!) * 0.3;
	for (let i = fastest; i < low; i++) if (-opened[i]! <= -opened[fastest]! * OVER && opening[i]! <= closed) return i;
	return low;
}

/** Where the opening between a low and a high begins; null where it is too slow to be one. */
function releaseIndex({ opening, opened }: HandStretch, low: number, high: number): number | null {
	let fastest = low;
	for (let i = low; i <= high; i++) if (opened[i]! > opened[fastest]!) fastest = i;
	if (opened[fastest]! < OPENING) return null;
	const closed = opening[low]! + (opening[high]! - opening[low]!) * 0.3;
	for (let i = fastest; i > low; i--) if (opened[i]! <= opened[fastest]! * OVER && opening[i]! <= closed) return i;
	return low;
}

/** Holds of one hand, where a hand that was lost for a moment while it held goes on holding. */
function joined(holds: readonly Hold[]): Hold[] {
	const out: Hold[] = [];
	for (const hold of holds) {
		const last = out.at(-1);
		const goesOn =
			last &&
			!last.released &&
			!hold.pinched &&
			hold.startUs - last.endUs <= JOIN_US &&
			Math.abs(hold.level - last.level) <= JOIN_LEVEL;
		if (goesOn) out[out.length - 1] = { ...hold, startUs: last.startUs, pinched: last.pinched, before: last.before };
		else out.push(hold);
	}
	return out;
}

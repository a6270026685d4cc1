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
	const { opening, opened, timesUs } = stretch;
	const turns = turnsOf(opening, SWING);
	return turns.flatMap((turn, k) => {
		if (turn.high) return [];
		const [before, after] = [turns[k - 1], turns[k + 1]];
		const closing = before ? fastest(opened, before.index, turn.index, -1) : 0;
		const reopening = after ? fastest(opened, turn.index, after.index, 1) : timesUs.length - 1;
		if ((before && -opened[closing]! < CLOSING) || (after && opened[reopening]! < OPENING)) return [];
		const level = middle(opening.slice(closing, reopening + 1));
		const from = before ? closedFrom(stretch, closing, turn.index, nearly(level, opening[before.index]!)) : 0;
		const to = after ? closedTo(stretch, reopening, turn.index, nearly(level, opening[after.index]!)) : reopening;
		if (from >= to) return [];
		return [
			{
				side: stretch.side,
				startUs: timesUs[from]!,
				endUs: timesUs[to]!,
				pinched: before !== undefined,
				released: after !== undefined,
				before: opening[before?.index ?? from]!,
				level,
				after: opening[after?.index ?? to]!,
				carriedAtRelease: after ? stretch.carry[to]! : 0
			}
		];
	});
}

/** Where a change is fastest between two places; `sign` -1: where it falls fastest. */
function fastest(rate: readonly number[], from: number, to: number, sign: 1 | -1): number {
	let best = from;
	for (let i = from; i <= to; i++) if (rate[i]! * sign > rate[best]! * sign) best = i;
	return best;
}

/** Closed but for a third: a hand that takes its shape first and closes later comes to rest twice, and the second time counts. */
const nearly = (level: number, open: number): number => level + (open - level) * 0.3;

/** The first place after the fastest closing at which the closing is over. */
function closedFrom({ opening, opened }: HandStretch, closing: number, low: number, closed: number): number {
	for (let i = closing; i < low; i++) if (-opened[i]! <= -opened[closing]! * OVER && opening[i]! <= closed) return i;
	return low;
}

/** The last place before the fastest opening at which the opening has not begun. */
function closedTo({ opening, opened }: HandStretch, reopening: number, low: number, closed: number): number {
	for (let i = reopening; i > low; i--) if (opened[i]! <= opened[reopening]! * OVER && opening[i]! <= closed) return i;
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

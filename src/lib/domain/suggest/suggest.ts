import type { PtsUs } from '../../schema/time.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { findAttempts, type Attempt } from './find-attempts.ts';
import { findHolds, lostInMotion, type Hold } from './find-grips.ts';
import { findIdle, type Idle } from './find-idle.ts';
import { findPauses, type Pause } from './find-pauses.ts';
import { handSignals } from './hand-signals.ts';
import { nameOf, type Suggestion } from './suggestion.ts';

/** Changes with every change to what is suggested: answers say which rules they are about. */
export const SUGGEST_VERSION = 1;
/** An idle end of the take that is shorter may stay. source: CONVENTIONS §4, idle head and tail accepted up to 0.5 s */
export const LEAST_CUT_US = 500_000;
/** What a person labels as a loss at first: it begins where the hand opens and can be drawn out. */
const LOSS_US = 500_000;
/** More than this many of a kind on one clip would be noise; the strongest stay. */
const MOST_OF_A_KIND = 24;

export type Signals = {
	/** Every frame of the clip with its hands, rising. */
	frames: readonly TrackFrame[];
	/** Where the last frame ends. */
	endUs: number;
	/** Frame height over frame width. */
	aspect: number;
	/** When the palm rose that stopped the take, in the clip's time; null where none did or nobody knows. */
	palmRoseUs: number | null;
};

/**
 * What the signals of one clip suggest: the trims first, then what happens in the order of time, attempts last. The same signals give the same
 * suggestions with the same names. Nothing is applied.
 */
export function suggest({ frames, endUs, aspect, palmRoseUs }: Signals): Suggestion[] {
	const stretches = handSignals(frames, aspect);
	const { head, tail } = findIdle(frames, stretches, endUs, aspect, palmRoseUs);
	const holds = findHolds(stretches);
	const attempts = findAttempts(stretches, holds);
	const several = attempts.length > 1 ? attempts : [];
	const inTime = [
		...strongest(holds.map(grip)),
		...strongest(holds.filter(lostInMotion).map((hold) => loss(hold, endUs))),
		...strongest(findPauses(stretches).map(pause))
	].sort((a, b) => a.startUs - b.startUs || b.rank - a.rank);
	const trims = [
		...(head && head.atUs >= LEAST_CUT_US ? [trim('trim_start', 0, head.atUs, head)] : []),
		...(tail && endUs - tail.atUs >= LEAST_CUT_US ? [trim('trim_end', tail.atUs, endUs, tail)] : [])
	];
	return [...trims, ...inTime, ...several.map((one) => attempt(one, several.length))];
}

const strongest = (list: Suggestion[]): Suggestion[] =>
	list.length <= MOST_OF_A_KIND ? list : [...list].sort((a, b) => b.rank - a.rank).slice(0, MOST_OF_A_KIND);

const share = (value: number, full: number): number => Math.max(0, Math.min(1, value / full));
const us = (value: number): PtsUs => Math.round(value) as PtsUs;

function make(what: Omit<Suggestion, 'name' | 'startUs' | 'endUs'>, startUs: number, endUs: number): Suggestion {
	const span = { startUs: us(startUs), endUs: us(endUs) };
	return { ...what, ...span, name: nameOf(what.kind, what.side, span.startUs, span.endUs) };
}

function trim(kind: 'trim_start' | 'trim_end', startUs: number, endUs: number, idle: Idle): Suggestion {
	const seconds = (endUs - startUs) / 1e6;
	const values = { cutS: seconds, speedPalmsPerS: idle.speed, handShare: idle.handShare };
	return make({ kind, side: null, cause: idle.cause, values, rank: share(seconds, 2) }, startUs, endUs);
}

function grip(hold: Hold): Suggestion {
	const whole = hold.pinched && hold.released;
	const swing = Math.max(hold.before, hold.after) - hold.level;
	const values = {
		heldS: (hold.endUs - hold.startUs) / 1e6,
		beforePalms: hold.before,
		closedPalms: hold.level,
		afterPalms: hold.after
	};
	const cause = whole ? ('closed' as const) : ('closed_one_end' as const);
	const rank = share(swing, 0.3) * (whole ? 1 : 0.5);
	return make({ kind: 'grip', side: hold.side, cause, values, rank }, hold.startUs, hold.endUs);
}

function loss(hold: Hold, endUs: number): Suggestion {
	const values = { carriedPalmsPerS: hold.carriedAtRelease, heldS: (hold.endUs - hold.startUs) / 1e6 };
	const what = { kind: 'loss', side: hold.side, cause: 'opened_moving', values } as const;
	return make({ ...what, rank: share(hold.carriedAtRelease, 4) }, hold.endUs, Math.min(endUs, hold.endUs + LOSS_US));
}

function pause({ side, atUs, speed, peak, edge }: Pause): Suggestion {
	const values = { speedPalmsPerS: speed, besidePalmsPerS: peak };
	const rank = share(peak - speed, 3) * (edge === 'least' ? 0.7 : 1);
	return make({ kind: 'pause', side, cause: 'slow', values, rank }, atUs, atUs);
}

function attempt({ startUs, endUs, holds }: Attempt, of: number): Suggestion {
	const values = { lengthS: (endUs - startUs) / 1e6, holds, attempts: of };
	const what = { kind: 'attempt', side: null, cause: 'one_of_several', values, rank: 0.5 } as const;
	return make(what, startUs, endUs);
}

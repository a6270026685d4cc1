/** One look at both clocks of a page, milliseconds: `wallMs` goes on while the device sleeps, `pageMs` may not. */
export type ClockTick = { wallMs: number; pageMs: number };

/** Timers of a page that is seen come late by less than this, however busy it is. */
const LATE_MS = 4000;
/** Wall clocks are set right by a little now and then. */
const SET_MS = 2000;

/**
 * How long the device was asleep between two ticks, milliseconds; 0: it was not.
 * hidden  timers of a hidden page come late by design, so only a difference between the clocks counts then
 */
export function sleptMs(before: ClockTick, now: ClockTick, hidden: boolean): number {
	const wall = now.wallMs - before.wallMs;
	const page = now.pageMs - before.pageMs;
	if (wall - page > SET_MS) return wall;
	return !hidden && page > LATE_MS ? page : 0;
}

import type { Hold } from './find-grips.ts';
import { REST } from './find-pauses.ts';
import type { HandStretch } from './hand-signals.ts';
import { turnsOf } from './smooth-series.ts';

/** A stroke of the whole hand, palms a second above its surroundings. */
const STROKE = 0.6;

/** From the beginning of the reach to the end of the retreat, round one or more holds. */
export type Attempt = { startUs: number; endUs: number; holds: number };

/**
 * Tries in the order of time. A hold that follows another without a retreat belongs to the same try; so do holds of two
 * hands at the same time.
 */
export function findAttempts(stretches: readonly HandStretch[], holds: readonly Hold[]): Attempt[] {
	const tries = holds
		.flatMap((hold) => {
			const startUs = reachStart(stretches, hold);
			const endUs = retreatEnd(stretches, hold);
			return startUs === null || endUs === null ? [] : [{ startUs, endUs, holds: 1 }];
		})
		.sort((a, b) => a.startUs - b.startUs);
	const out: Attempt[] = [];
	for (const one of tries) {
		const last = out.at(-1);
		if (last && one.startUs < last.endUs)
			out[out.length - 1] = { ...last, endUs: Math.max(last.endUs, one.endUs), holds: last.holds + 1 };
		else out.push(one);
	}
	return out;
}

const stretchAt = (stretches: readonly HandStretch[], hold: Hold, us: number): HandStretch | undefined =>
	stretches.find(({ side, timesUs }) => side === hold.side && timesUs[0]! <= us && us <= timesUs.at(-1)!);

/** Back over the stroke that brought the hand there; the first sight of the hand when it came into the picture moving. */
function reachStart(stretches: readonly HandStretch[], hold: Hold): number | null {
	const stretch = stretchAt(stretches, hold, hold.startUs);
	if (!stretch) return null;
	const { carry, timesUs } = stretch;
	const turns = turnsOf(carry, STROKE);
	const high = turns.findLast((turn) => turn.high && timesUs[turn.index]! < hold.startUs);
	if (!high) return null;
	const low = turns.findLast((turn) => !turn.high && turn.index < high.index)?.index ?? 0;
	let at = high.index;
	while (at > low && carry[at - 1]! > REST) at--;
	return timesUs[at]!;
}

/** On over the stroke that takes the hand away; the last sight of it when it leaves the picture. */
function retreatEnd(stretches: readonly HandStretch[], hold: Hold): number | null {
	const stretch = stretchAt(stretches, hold, hold.endUs);
	if (!stretch) return null;
	const { carry, timesUs } = stretch;
	const turns = turnsOf(carry, STROKE);
	const high = turns.find((turn) => turn.high && timesUs[turn.index]! > hold.endUs);
	if (!high) return null;
	const low = turns.find((turn) => !turn.high && turn.index > high.index)?.index ?? carry.length - 1;
	let at = high.index;
	while (at < low && carry[at + 1]! > REST) at++;
	return timesUs[at]!;
}

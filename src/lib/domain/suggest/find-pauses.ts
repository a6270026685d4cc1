import type { Side } from '../../schema/ids.ts';
import type { HandStretch } from './hand-signals.ts';
import { turnsOf } from './smooth-series.ts';

/** A movement's speed rises above its surroundings by at least this, palms a second. */
const SWING = 0.6;
/** Slower than this share of the slower movement beside it is a pause. */
const SLOW = 0.4;
/** A pause that lasts longer has two edges that matter: where the hand stops and where it goes on. */
const LONG_US = 300_000;
/** A hand this slow rests, palms a second. */
export const REST = 0.3;

/** An instant at which a hand slows down between two movements. */
export type Pause = { side: Side; atUs: number; speed: number; peak: number; edge: 'least' | 'stops' | 'goes_on' };

/** Minima of the speed at which a hand is carried: people move in strokes, and labels begin and end between them. */
export function findPauses(stretches: readonly HandStretch[]): Pause[] {
	return stretches.flatMap(pausesIn).sort((a, b) => a.atUs - b.atUs);
}

function pausesIn({ side, timesUs, carry }: HandStretch): Pause[] {
	const turns = turnsOf(carry, SWING);
	return turns.flatMap((turn, k) => {
		const [before, after] = [turns[k - 1], turns[k + 1]];
		if (turn.high || !before || !after) return [];
		const peak = Math.min(carry[before.index]!, carry[after.index]!);
		const speed = carry[turn.index]!;
		if (speed > SLOW * peak) return [];
		const section = slowSection(carry, turn.index, Math.max(REST, speed * 1.5));
		const [fromUs, toUs] = [timesUs[section.from]!, timesUs[section.to]!];
		const at = (atUs: number, edge: Pause['edge']): Pause => ({ side, atUs, speed, peak, edge });
		if (toUs - fromUs >= LONG_US) return [at(fromUs, 'stops'), at(toUs, 'goes_on')];
		return [at(timesUs[turn.index]!, 'least')];
	});
}

/** The unbroken run round `index` in which the series stays at or below `limit`. */
export function slowSection(values: readonly number[], index: number, limit: number): { from: number; to: number } {
	let [from, to] = [index, index];
	while (from > 0 && values[from - 1]! <= limit) from--;
	while (to < values.length - 1 && values[to + 1]! <= limit) to++;
	return { from, to };
}

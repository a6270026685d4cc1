/** What found how many hands in how much time on the same frames. */
export type Trial<Id extends string> = {
	engine: Id;
	/** Median of one frame, milliseconds; null where it could not be timed. */
	ms: number | null;
	/** Frames that were timed: an engine without a chance is let go early. */
	frames: number;
	hands: number;
};

/** An engine may miss this share of the hands that the best one finds on the same frames, and still be taken. */
const MAY_MISS = 0.1;

const handsAFrame = (trial: Trial<string>): number => (trial.frames > 0 ? trial.hands / trial.frames : 0);

/**
 * The fastest of those that find the hands. Looking for hands and finding none costs less than following them, so an
 * engine that finds fewer is not faster. null: none could be timed.
 */
export function fastestEngine<Id extends string>(trials: readonly Trial<Id>[]): Id | null {
	const timed = trials.filter((trial) => trial.ms !== null);
	const most = Math.max(0, ...timed.map(handsAFrame));
	const finds = timed.filter((trial) => handsAFrame(trial) >= most * (1 - MAY_MISS));
	const [first, ...rest] = finds;
	if (!first) return null;
	return rest.reduce((best, trial) => (trial.ms! < best.ms! ? trial : best), first).engine;
}

/** Of several trials of one engine the one with the smaller median, in the order of the engines' first trials. */
export function betterOfEach<Id extends string>(trials: readonly Trial<Id>[]): Trial<Id>[] {
	const better = new Map<Id, Trial<Id>>();
	for (const trial of trials) {
		const before = better.get(trial.engine);
		if (!before || (trial.ms ?? Infinity) < (before.ms ?? Infinity)) better.set(trial.engine, trial);
	}
	return [...better.values()];
}

/** A trial on frames without any hand says how fast hands are looked for, not how fast they are followed. */
export const sawHands = (trials: readonly Trial<string>[]): boolean => trials.some((trial) => trial.hands > 0);

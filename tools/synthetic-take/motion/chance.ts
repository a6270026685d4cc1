/** Numbers 0..1 that depend on the seed alone (mulberry32), so that a seed gives the same take on every machine. */
export type Chance = {
	next(): number;
	/** Evenly between the two. */
	between(low: number, high: number): number;
	pick<T>(from: readonly T[]): T;
	/** A stream of its own, so that more draws in one part of a take do not change another. */
	branch(name: string): Chance;
};

export function chanceFrom(seed: number): Chance {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	return {
		next,
		between: (low, high) => low + (high - low) * next(),
		pick: (from) => from[Math.floor(next() * from.length)]!,
		branch: (name) => chanceFrom([...name].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 16777619), seed + 1))
	};
}

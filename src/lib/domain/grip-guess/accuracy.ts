/** `guessed`: the first guess before the label was known; null: there was none. */
export type Judged = { group: string; guessed: string | null; atMs: number };

/** Labels that the score looks back on. */
export const LATELY = 10;

/** How often the first guess was right over the last `LATELY` labels that had one. */
export function accuracyLately(judged: readonly Judged[]): { right: number; of: number } {
	const last = judged
		.filter(({ guessed }) => guessed !== null)
		.sort((a, b) => a.atMs - b.atMs)
		.slice(-LATELY);
	return { right: last.filter(({ group, guessed }) => group === guessed).length, of: last.length };
}

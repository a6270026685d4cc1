/** What was found against what was planted, instants in seconds. */
export type EdgeScore = { planted: number; found: number; right: number; errorsS: number[] };
export const NO_EDGES: EdgeScore = { planted: 0, found: 0, right: 0, errorsS: [] };

/** Pairs each planted instant with the nearest found one that is not taken; right within `withinS`. */
export function scoreEdges(planted: readonly number[], found: readonly number[], withinS: number): EdgeScore {
	const left = [...found];
	const errorsS: number[] = [];
	for (const truth of planted) {
		const nearest = left.reduce(
			(best, at, i) => (best < 0 || Math.abs(at - truth) < Math.abs(left[best]! - truth) ? i : best),
			-1
		);
		if (nearest < 0 || Math.abs(left[nearest]! - truth) > withinS) continue;
		errorsS.push(left[nearest]! - truth);
		left.splice(nearest, 1);
	}
	return { planted: planted.length, found: found.length, right: errorsS.length, errorsS };
}

export const addScores = (a: EdgeScore, b: EdgeScore): EdgeScore => ({
	planted: a.planted + b.planted,
	found: a.found + b.found,
	right: a.right + b.right,
	errorsS: [...a.errorsS, ...b.errorsS]
});

/** Planted, found, right, precision, recall, mean and greatest error of the right ones; `-` where there is nothing to divide by. */
export function scoreCells({ planted, found, right, errorsS }: EdgeScore): (string | number)[] {
	const share = (of: number) => (of === 0 ? '-' : (right / of).toFixed(2));
	const far = errorsS.map(Math.abs);
	const mean = far.length === 0 ? '-' : (far.reduce((sum, value) => sum + value, 0) / far.length).toFixed(3);
	return [
		planted,
		found,
		right,
		share(found),
		share(planted),
		mean,
		far.length === 0 ? '-' : Math.max(...far).toFixed(3)
	];
}
export const SCORE_HEAD = ['planted', 'found', 'right', 'precision', 'recall', 'mean s', 'worst s'];

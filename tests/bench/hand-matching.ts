/** A hand as a benchmark saw it: 42 numbers, x and y over the picture's width and height. */
export type SeenHand = { label: string; score: number; presence: number | null; points: number[] };
export type SeenFrame = {
	file: string;
	/** Of the frame in its clip, from 0. */
	index: number;
	/** `still`: looked at as if there were no other frame. */
	mode: 'still' | 'clip';
	width: number;
	height: number;
	ours: SeenHand[];
	theirs: SeenHand[];
};

type Size = { width: number; height: number };

/** The longer side of the box around a hand's points, pixels. */
export function boxOf(points: readonly number[], { width, height }: Size): number {
	const xs = points.filter((_, i) => i % 2 === 0).map((x) => x * width);
	const ys = points.filter((_, i) => i % 2 === 1).map((y) => y * height);
	return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/** Distance of each of the 21 points, pixels. */
export const distances = (a: readonly number[], b: readonly number[], { width, height }: Size): number[] =>
	Array.from({ length: 21 }, (_, i) =>
		Math.hypot((a[2 * i]! - b[2 * i]!) * width, (a[2 * i + 1]! - b[2 * i + 1]!) * height)
	);

export const mean = (values: readonly number[]): number =>
	values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

export type Match = { a: number; b: number; /** Mean distance over the box of `b`. */ error: number };

/** Pairs of hands, nearest first, each hand at most once; hands farther apart than half a hand are no pair. */
export function matchHands(
	a: readonly { points: number[] }[],
	b: readonly { points: number[] }[],
	size: Size
): Match[] {
	const all = a.flatMap((one, i) =>
		b.map((other, j) => ({
			a: i,
			b: j,
			error: mean(distances(one.points, other.points, size)) / boxOf(other.points, size)
		}))
	);
	const pairs: Match[] = [];
	for (const match of all.sort((one, other) => one.error - other.error))
		if (match.error < 0.5 && !pairs.some((pair) => pair.a === match.a || pair.b === match.b)) pairs.push(match);
	return pairs;
}

import type { FrameTruth, HandTruth, Truth } from '../../tools/synthetic-take/truth/build-truth.ts';
import { asLandmarks } from '../../tools/synthetic-take/truth/landmark-convention.ts';

/** A hand that a network found: 21 points of x, y, z over the picture's width and height. */
export type FoundHand = { side: 'left' | 'right' | null; points: readonly number[] };

export type HandVerdict = {
	side: 'left' | 'right';
	/** Frames on which at least 10 of the hand's 21 points lie in the picture. */
	shown: number;
	/** Of these, the frames on which a found hand lies nearest to it and within half its box. */
	found: number;
	sideRight: number;
	/** Mean distance of the points from the truth, as a share of the longer side of the hand's box. */
	errorFromBones: number;
	errorFromLandmarks: number;
};

const FAR = 0.5;

const boxOf = (px: readonly (readonly number[])[]): number => {
	const side = (k: 0 | 1): number => Math.max(...px.map((p) => p[k]!)) - Math.min(...px.map((p) => p[k]!));
	return Math.max(side(0), side(1));
};

const meanApart = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
	a.reduce((sum, p, i) => sum + Math.hypot(p[0]! - b[i]![0]!, p[1]! - b[i]![1]!), 0) / a.length;

const inPicture = ({ px }: HandTruth, { width, height }: Truth): boolean =>
	px.filter(([x, y]) => x >= 0 && y >= 0 && x < width && y < height).length >= 10;

/** Gives each hand of the truth the found hand nearest to it, nearest pairs first, each used once. */
function matched(frame: FrameTruth, found: readonly FoundHand[], truth: Truth): Map<HandTruth, FoundHand> {
	const inPixels = found.map(({ points }) =>
		Array.from({ length: 21 }, (_, i) => [points[i * 3]! * truth.width, points[i * 3 + 1]! * truth.height])
	);
	const pairs = frame.hands
		.flatMap((hand) => found.map((one, k) => ({ hand, one, far: meanApart(hand.px, inPixels[k]!) / boxOf(hand.px) })))
		.filter(({ far }) => far < FAR)
		.sort((a, b) => a.far - b.far);
	const taken = new Map<HandTruth, FoundHand>();
	for (const { hand, one } of pairs) {
		if (!taken.has(hand) && ![...taken.values()].includes(one)) taken.set(hand, one);
	}
	return taken;
}

/** What a network made of a take, for each hand of the person. `found` has one entry for each frame of the clip. */
export function judgeTake(truth: Truth, found: readonly (readonly FoundHand[])[]): HandVerdict[] {
	if (found.length !== truth.frames.length) {
		throw new Error(`${found.length} frames looked at, ${truth.frames.length} in the truth`);
	}
	return (['right', 'left'] as const).flatMap((side) => {
		const verdict = { side, shown: 0, found: 0, sideRight: 0, errorFromBones: 0, errorFromLandmarks: 0 };
		truth.frames.forEach((frame, i) => {
			const hand = frame.hands.find((one) => one.side === side && one.person === 'self');
			if (!hand || !inPicture(hand, truth)) return;
			verdict.shown += 1;
			const one = matched(frame, found[i]!, truth).get(hand);
			if (!one) return;
			verdict.found += 1;
			if (one.side === side) verdict.sideRight += 1;
			const px = hand.px.map((_, k) => [one.points[k * 3]! * truth.width, one.points[k * 3 + 1]! * truth.height]);
			verdict.errorFromBones += meanApart(hand.px, px) / boxOf(hand.px);
			verdict.errorFromLandmarks += meanApart(asLandmarks(hand.px), px) / boxOf(hand.px);
		});
		if (verdict.shown === 0) return [];
		verdict.errorFromBones /= verdict.found || 1;
		verdict.errorFromLandmarks /= verdict.found || 1;
		return [verdict];
	});
}

import type { Side } from '../../schema/ids.ts';
import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { DIGITS, INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST } from '../hands/topology.ts';
import { rateOf, windowMean } from './smooth-series.ts';

/**
 * One hand while it is followed without a gap longer than `GAP_US`. All arrays have one value for each frame on which
 * the hand is seen.
 * speed     mean over the 21 landmarks, lengths of the palm a second, in the picture
 * tips      the same over the five finger tips, between places 0.6 s apart: slow play of the fingers, without the tremble
 * carry     as speed, over wrist and finger roots alone: the hand as a whole, not its fingers
 * opening   mean distance from the thumb's tip to the tips of index, middle and ring finger, over the length of the palm on
 *           the same frame; image landmarks with their depth. World landmarks do not show a hand that closes round
 *           a cube (measured: docs/measured-suggestions.md).
 * opened    its change a second
 */
export type HandStretch = {
	side: Side;
	timesUs: number[];
	speed: number[];
	tips: number[];
	carry: number[];
	opening: number[];
	opened: number[];
};

/** A hand that is not seen for longer is followed anew: nobody knows what it did meanwhile. */
export const GAP_US = 200_000;
/** Landmarks are averaged over this much time on each side, which takes off most of the tracker's tremble. */
const CALM_US = 60_000;
/** Speed is the way from this much before to this much after. */
const REACH_US = 80_000;
/** The same for slow play of the fingers. */
export const SLOW_US = 300_000;
const ALL = Array.from({ length: 21 }, (_, i) => i);
/** Wrist and finger roots. */
const PALM = [0, 5, 9, 13, 17];
const TIPS = [4, 8, 12, 16, 20];

type Seen = { us: number; hand: TrackedHand };

/**
 * The signals of both hands, stretch by stretch, in the order of time within a side.
 * frames  rising `ptsUs`;  aspect  frame height over frame width
 */
export function handSignals(frames: readonly TrackFrame[], aspect: number): HandStretch[] {
	return (['left', 'right'] as const).flatMap((side) => {
		const seen: Seen[] = frames.flatMap((frame) => {
			const hand = frame.hands.find((one) => one.side === side);
			return hand ? [{ us: frame.ptsUs, hand }] : [];
		});
		if (seen.length === 0) return [];
		const inPicture = middle(seen.map(({ hand }) => palmInPicture(hand, aspect))) || 1;
		return stretchesOf(seen)
			.filter((part) => part.length >= 3)
			.map((part) => signalsOf(side, part, aspect, inPicture));
	});
}

function stretchesOf(seen: readonly Seen[]): Seen[][] {
	const parts: Seen[][] = [];
	for (const one of seen) {
		const last = parts.at(-1);
		if (last && one.us - last.at(-1)!.us <= GAP_US) last.push(one);
		else parts.push([one]);
	}
	return parts;
}

function signalsOf(side: Side, part: readonly Seen[], aspect: number, inPicture: number): HandStretch {
	const timesUs = part.map(({ us }) => us);
	const tracks = ALL.map((i) => ({
		x: windowMean(timesUs, part.map(({ hand }) => hand.imageLandmarks[i * 3]!), CALM_US),
		y: windowMean(timesUs, part.map(({ hand }) => hand.imageLandmarks[i * 3 + 1]! * aspect), CALM_US)
	})); // prettier-ignore
	const speedOf = (points: readonly number[], aroundUs: number): number[] => {
		const sum = new Array<number>(part.length).fill(0);
		for (const i of points) {
			const [dx, dy] = [rateOf(timesUs, tracks[i]!.x, aroundUs), rateOf(timesUs, tracks[i]!.y, aroundUs)];
			for (let k = 0; k < sum.length; k++) sum[k]! += Math.hypot(dx[k]!, dy[k]!);
		}
		return sum.map((value) => value / points.length / inPicture);
	};
	const opening = windowMean(timesUs, part.map(({ hand }) => openingOf(hand, aspect)), CALM_US); // prettier-ignore
	return {
		side,
		timesUs,
		speed: speedOf(ALL, REACH_US),
		tips: speedOf(TIPS, SLOW_US),
		carry: speedOf(PALM, REACH_US),
		opening,
		opened: rateOf(timesUs, opening, REACH_US)
	};
}

/** From the thumb's tip to the tips of the three fingers that oppose it. The little finger takes part in few grips. */
function openingOf({ imageLandmarks }: TrackedHand, aspect: number): number {
	const thumb = DIGITS.thumb[3];
	const tips = [DIGITS.index[3], DIGITS.middle[3], DIGITS.ring[3]];
	const sum = tips.reduce((total, tip) => total + apart(imageLandmarks, thumb, tip, aspect), 0);
	return sum / tips.length / (apart(imageLandmarks, WRIST, MIDDLE_MCP, aspect) || 1);
}

/** The longer of the palm's length and its width, which a tilted hand shortens least together. */
function palmInPicture(hand: TrackedHand, aspect: number): number {
	const at = (i: number) => [hand.imageLandmarks[i * 3]!, hand.imageLandmarks[i * 3 + 1]! * aspect] as const;
	const gap = (a: number, b: number) => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]);
	return Math.max(gap(WRIST, MIDDLE_MCP), gap(INDEX_MCP, PINKY_MCP) * PALM_OVER_WIDTH);
}
/** Length of a palm over its width from index to little root. */
const PALM_OVER_WIDTH = 1.4;

/** In frame widths, with depth, whose scale is that of x. */
const apart = (points: Float32Array, a: number, b: number, aspect: number): number =>
	Math.hypot(
		points[a * 3]! - points[b * 3]!,
		(points[a * 3 + 1]! - points[b * 3 + 1]!) * aspect,
		points[a * 3 + 2]! - points[b * 3 + 2]!
	);

export const middle = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

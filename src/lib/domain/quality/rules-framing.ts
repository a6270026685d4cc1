import type { Declared, RuleResult } from '../../schema/quality.ts';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { isAbsent } from './declared.ts';
import { isSeen, longestFirst, spansWhere } from './hands-in-frame.ts';
import type { HandClip } from './rules-hands.ts';
import type { Rules } from './rules.ts';
import { shareAbove, shareBelow } from './sample-shares.ts';
import { judged, worstOf } from './verdict.ts';

/** Fewer frames with a hand say nothing of where hands are. */
const ENOUGH_FRAMES = 4;
/** What has to be free at each side of the picture: the middle 90 % is left. */
const EDGE = 0.05;

/** Height of the landmarks that a hand has over the height of the picture; 1 is all of it, and it may be more. */
export function handHeight(hand: TrackedHand, declared: Declared): number {
	let [top, bottom] = [Infinity, -Infinity];
	for (let i = 0; i < LANDMARKS; i++) {
		if (isAbsent(declared, hand.side, i)) continue;
		const y = hand.imageLandmarks[i * 3 + 1]!;
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
	}
	return bottom - top;
}

/** A hand that is partly outside, or that lacks points, is not as high as it seems: its height says nothing of the distance. */
const isWhole = (hand: TrackedHand, declared: Declared): boolean =>
	isSeen(hand, LANDMARKS, declared) && declared.absent[hand.side].length === 0;

/**
 * [QR13] How near the hands are: height of the highest hand of a frame over the frame's height. The worse of the height
 * that 30 % of frames stay under (too far) and the one that 30 % exceed (too near). Too near counts every hand of which
 * enough is seen; too far only whole ones. Null with fewer than four frames of either kind.
 */
export function ruleDistance({ frames, endUs, declared }: HandClip, rules: Rules): RuleResult | null {
	const highest = (frame: TrackFrame, counts: (hand: TrackedHand) => boolean): number | null => {
		const heights = frame.hands.filter(counts).map((hand) => handHeight(hand, declared));
		return heights.length > 0 ? Math.max(...heights) : null;
	};
	const whole = (frame: TrackFrame) => highest(frame, (hand) => isWhole(hand, declared));
	const any = (frame: TrackFrame) => highest(frame, (hand) => isSeen(hand, rules.pointsInFrame, declared));
	const heightsOf = (measure: (frame: TrackFrame) => number | null) =>
		frames.map(measure).filter((height) => height !== null);
	const { hand_small, hand_large } = rules.limits;
	const common = { rule: 'distance', unit: 'share', measuredOn: 'landmarks' } as const;
	const results: RuleResult[] = [];
	const [wholes, all] = [heightsOf(whole), heightsOf(any)];
	if (wholes.length >= ENOUGH_FRAMES)
		results.push(
			judged(
				{
					...common,
					limit: 'hand_small',
					value: shareBelow(wholes, rules.outsideShare),
					moments: longestFirst(spansWhere(frames, endUs, (frame) => (whole(frame) ?? 1) < hand_small.accept))
				},
				rules
			)
		);
	if (all.length >= ENOUGH_FRAMES)
		results.push(
			judged(
				{
					...common,
					limit: 'hand_large',
					value: shareAbove(all, rules.outsideShare),
					moments: longestFirst(spansWhere(frames, endUs, (frame) => (any(frame) ?? 0) > hand_large.accept))
				},
				rules
			)
		);
	return results.length > 0 ? worstOf(results) : null;
}

/** Points of a frame's hands: how many there are, and how many in the middle 90 % of width and height. */
function pointsInMiddle(frame: TrackFrame, declared: Declared): { points: number; inside: number } {
	let [points, inside] = [0, 0];
	for (const hand of frame.hands)
		for (let i = 0; i < LANDMARKS; i++) {
			if (isAbsent(declared, hand.side, i)) continue;
			points += 1;
			const [x, y] = [hand.imageLandmarks[i * 3]!, hand.imageLandmarks[i * 3 + 1]!];
			if (x >= EDGE && x <= 1 - EDGE && y >= EDGE && y <= 1 - EDGE) inside += 1;
		}
	return { points, inside };
}

/** [QR14] Share of all hand points of the clip in the middle 90 % of the frame. Null with fewer than four frames with a hand. */
export function ruleMargin({ frames, endUs, declared }: HandClip, rules: Rules): RuleResult | null {
	const counts = frames.map((frame) => pointsInMiddle(frame, declared));
	const points = counts.reduce((sum, each) => sum + each.points, 0);
	if (points === 0 || frames.filter((frame) => frame.hands.length > 0).length < ENOUGH_FRAMES) return null;
	const inside = counts.reduce((sum, each) => sum + each.inside, 0);
	const limit = rules.limits.margin.accept;
	return judged(
		{
			rule: 'margin',
			limit: 'margin',
			value: inside / points,
			unit: 'share',
			moments: longestFirst(
				spansWhere(frames, endUs, (_, i) => counts[i]!.points > 0 && counts[i]!.inside < counts[i]!.points * limit)
			),
			measuredOn: 'landmarks'
		},
		rules
	);
}

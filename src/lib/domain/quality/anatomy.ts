import type { PtsUs } from '../../schema/time.ts';
import type { Side, TrackedHand, TrackFrame } from '../../schema/track.ts';
import { lookOf, type HandLook } from '../hands/hand-look.ts';
import { BONES, DIGITS, INDEX_MCP, WRIST } from '../hands/topology.ts';

export type AnatomyRule = 'bone_length' | 'joint_limit' | 'speed';

/** One rule on one hand of one frame: the worst value that it has there. Beyond `threshold` no hand is like that. */
export type AnatomyResult = {
	rule: AnatomyRule;
	side: Side;
	value: number;
	threshold: number;
	unit: 'ratio' | 'palms' | 'palms_per_second';
	/** The landmark it speaks of: the bone's far end, the joint; null for the whole hand. */
	landmark: number | null;
};
export type FrameAnatomy = {
	ptsUs: PtsUs;
	results: AnatomyResult[];
	/** The worst value over its threshold, 0 without a hand. Above 1 the frame needs a look; it also says which is next worst. */
	badness: number;
};

export type AnatomyLimits = {
	/** Palm lengths by which a bone may be longer, or shorter, than its own median of the take. */
	bonePalms: number;
	/** Degrees that a joint may bend, by the place in its digit: root, middle, end. */
	bend: { thumb: readonly number[]; finger: readonly number[] };
	palmsPerS: number;
};

/** See RULES.md, ANA1 to ANA3, for where they come from. */
export const ANATOMY_LIMITS: AnatomyLimits = {
	bonePalms: 0.35,
	bend: { thumb: [80, 100], finger: [130, 105] },
	palmsPerS: 45
};

/**
 * Holds every hand of a take against what hands are like: bones that keep their lengths (against this take's own medians,
 * each hand's own), joints that bend so far and no further, speeds that a hand can have. A frame without a hand has no
 * results; a rule that cannot be measured is not among them.
 * space   lengths and angles in world landmarks; speed in image landmarks over palm lengths, `aspect` frame height over width
 */
export function checkAnatomy(
	frames: readonly TrackFrame[],
	aspect: number,
	limits: AnatomyLimits = ANATOMY_LIMITS
): FrameAnatomy[] {
	const medians = { left: boneMedians(frames, 'left'), right: boneMedians(frames, 'right') };
	const before: Record<Side, { atUs: number; look: HandLook } | null> = { left: null, right: null };
	return frames.map(({ ptsUs, hands }) => {
		const results = hands.flatMap((hand): AnatomyResult[] => {
			const { side } = hand;
			const look = lookOf(hand, aspect);
			const speed = speedFrom(before[side], look, ptsUs);
			before[side] = { atUs: ptsUs, look };
			return [
				...boneLength(hand, medians[side], limits),
				jointLimit(hand, limits),
				...(speed === null
					? []
					: [{ rule: 'speed' as const, side, value: speed, threshold: limits.palmsPerS, unit: 'palms_per_second' as const, landmark: null }]) // prettier-ignore
			];
		});
		return { ptsUs, results, badness: Math.max(0, ...results.map(({ value, threshold }) => value / threshold)) };
	});
}

/** Frames by how little they are like a hand, the worst first; those within all limits are left out. */
export const worstFrames = (checked: readonly FrameAnatomy[]): FrameAnatomy[] =>
	checked.filter(({ badness }) => badness > 1).sort((a, b) => b.badness - a.badness || a.ptsUs - b.ptsUs);

/** What of a frame is beyond its threshold, the furthest first. */
export const oddOf = ({ results }: FrameAnatomy): AnatomyResult[] =>
	results
		.filter(({ value, threshold }) => value > threshold)
		.sort((a, b) => b.value / b.threshold - a.value / a.threshold);

/**
 * Where to go from the frame at `atUs`: the next worse or less bad one of `worst` that is not done, -1 where there is none.
 * From a frame that is not among them: the worst that is left, or with `by` -1 the least bad.
 */
export function nextWorst(
	worst: readonly FrameAnatomy[],
	atUs: PtsUs | null,
	by: 1 | -1,
	done: (frame: FrameAnatomy) => boolean
): number {
	const from = worst.findIndex(({ ptsUs }) => ptsUs === atUs);
	for (let i = from < 0 && by < 0 ? worst.length - 1 : from + by; i >= 0 && i < worst.length; i += by)
		if (!done(worst[i]!)) return i;
	return -1;
}

const axis = (hand: TrackedHand, from: number, to: number, k: number): number =>
	hand.worldLandmarks[to * 3 + k]! - hand.worldLandmarks[from * 3 + k]!;
const bone = (hand: TrackedHand, from: number, to: number): [number, number, number] => [
	axis(hand, from, to, 0),
	axis(hand, from, to, 1),
	axis(hand, from, to, 2)
];

/** Median length of each of `BONES` over the frames that have this hand; 0 where there is none. */
function boneMedians(frames: readonly TrackFrame[], side: Side): number[] {
	const own = frames.flatMap(({ hands }) => hands.filter((hand) => hand.side === side));
	return BONES.map(([from, to]) => {
		const lengths = own.map((hand) => Math.hypot(...bone(hand, from, to))).sort((a, b) => a - b);
		return lengths[lengths.length >> 1] ?? 0;
	});
}

/** From the wrist to the root of the index finger: the palm's length, among `BONES`. */
const PALM_BONE = BONES.findIndex(([from, to]) => from === WRIST && to === INDEX_MCP);

/**
 * [ANA1] How many palm lengths the worst bone is longer or shorter than its median. In palms and not as a share of the
 * bone: the short bones across the palm double their length with a few millimetres of the model's noise.
 */
function boneLength(hand: TrackedHand, medians: readonly number[], limits: AnatomyLimits): AnatomyResult[] {
	const palm = medians[PALM_BONE]!;
	if (palm === 0) return [];
	let value = 0;
	let landmark = 0;
	BONES.forEach(([from, to], i) => {
		const off = Math.abs(Math.hypot(...bone(hand, from, to)) - medians[i]!) / palm;
		if (off > value) [value, landmark] = [off, to];
	});
	return [{ rule: 'bone_length', side: hand.side, value, threshold: limits.bonePalms, unit: 'palms', landmark }];
}

/** [ANA2] How far the worst joint is bent, over what it can. */
function jointLimit(hand: TrackedHand, limits: AnatomyLimits): AnatomyResult {
	let value = 0;
	let landmark = 0;
	for (const [digit, points] of Object.entries(DIGITS)) {
		const most = digit === 'thumb' ? limits.bend.thumb : limits.bend.finger;
		for (let k = 1; k < points.length - 1; k++) {
			const [a, joint, b] = [points[k - 1]!, points[k]!, points[k + 1]!];
			const bent = degreesBetween(bone(hand, a, joint), bone(hand, joint, b)) / most[k - 1]!;
			if (bent > value) [value, landmark] = [bent, joint];
		}
	}
	return { rule: 'joint_limit', side: hand.side, value, threshold: 1, unit: 'ratio', landmark };
}

function degreesBetween(a: readonly number[], b: readonly number[]): number {
	const lengths = Math.hypot(...a) * Math.hypot(...b);
	if (lengths === 0) return 0;
	const cosine = (a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!) / lengths;
	return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
}

/** A hand that was away for longer than three frames of a slow camera has no speed. */
const FOLLOWED_US = 200_000;

/** [ANA3] Palm lengths a second since the hand was seen before. */
function speedFrom(before: { atUs: number; look: HandLook } | null, now: HandLook, atUs: number): number | null {
	if (!before || atUs - before.atUs > FOLLOWED_US) return null;
	const palms = Math.hypot(now.x - before.look.x, now.y - before.look.y) / Math.max(now.size, before.look.size);
	return palms / ((atUs - before.atUs) / 1e6);
}

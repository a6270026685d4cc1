import type { Side, TrackedHand, TrackFrame } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import type { PtsUs } from '../../schema/time.ts';
import { lookOf } from '../hands/hand-look.ts';
import { MIDDLE_MCP, WRIST } from '../hands/topology.ts';
import { chooseDrive } from './choose-drive.ts';
import { rtsRoom, smoothRts, type RtsRun } from './kalman-rts.ts';
import { NO_BREAKS, splitRuns, type Run, type RunBreaks } from './split-runs.ts';

/** A hand of the smoothed layer. Landmarks as in `TrackedHand`. */
export type SmoothedHand = {
	side: Side;
	imageLandmarks: Float32Array;
	worldLandmarks: Float32Array;
	/** Frames that it was made from: its own; or the two between which it was filled in, because the model saw no hand here. */
	sourcePtsUs: readonly [PtsUs] | readonly [before: PtsUs, after: PtsUs];
};
export type SmoothedFrame = { ptsUs: PtsUs; hands: SmoothedHand[] };

export const isFilled = (hand: SmoothedHand): boolean => hand.sourcePtsUs.length === 2;

/** A hand lost for longer is not filled in: half a second is a whole reach. */
const MAX_GAP_US = 400_000;
/** About six metres a second. */
const MAX_PALMS_PER_S = 60;
/** Palm lengths; the model's noise is neither less nor more. Its slow wavering hides from the fourth differences, hence the least. */
const NOISE = { least: 0.008, most: 0.05 };

/**
 * The smoothed layer of a take: no lag, because every place comes from before and after; never across a gap longer than
 * 0.4 s, a cut, a jump, an identity change or a hand that a person set. Gaps shorter than that are filled in and say so.
 * Frames and times are those of the track; the input is not changed.
 *
 * space  image landmarks over frame width and height; `aspect` is frame height over frame width
 * time   `ptsUs` rises; frames may come at any distance
 */
export function smoothTrack(
	frames: readonly TrackFrame[],
	aspect: number,
	breaks: RunBreaks = NO_BREAKS
): SmoothedFrame[] {
	const smoothed: SmoothedFrame[] = frames.map(({ ptsUs }) => ({ ptsUs, hands: [] }));
	const limits = { maxGapUs: MAX_GAP_US, maxPalmsPerS: MAX_PALMS_PER_S };
	for (const side of ['left', 'right'] as const)
		for (const run of splitRuns(frames, side, aspect, breaks, limits))
			smoothRun(run, frames, aspect).forEach((hand, i) => smoothed[run.from + i]!.hands.push(hand));
	return smoothed;
}

function smoothRun(run: Run, frames: readonly TrackFrame[], aspect: number): SmoothedHand[] {
	const n = run.hands.length;
	const times = Float64Array.from({ length: n }, (_, i) => frames[run.from + i]!.ptsUs);
	const dtS = times.map((us, i) => (i === 0 ? 0 : (us - times[i - 1]!) / 1e6));
	const out = run.hands.map((_, i): SmoothedHand => ({
		side: run.side,
		imageLandmarks: new Float32Array(LANDMARKS * 3),
		worldLandmarks: new Float32Array(LANDMARKS * 3),
		sourcePtsUs: sourcesOf(run.hands, times, i)
	}));
	const scale = scalesOf(run.hands, aspect);
	const frameS = n > 1 ? median([...dtS.subarray(1)]) : 1;
	const noise = noiseOf(run.hands, scale);
	const seen = run.hands.map((hand) => (hand ? 1 : Infinity));
	const rts: RtsRun = {
		n,
		dtS,
		noise: Float64Array.from(seen),
		drive: new Float64Array(n),
		gate: new Float64Array(n),
		values: []
	};
	const plane = rtsRoom(n, 2);
	const room = rtsRoom(n, 6);
	const values = Array.from({ length: 6 }, () => new Float64Array(n));
	for (let point = 0; point < LANDMARKS; point++) {
		run.hands.forEach((hand, i) => {
			for (let c = 0; hand && c < 6; c++) values[c]![i] = coordinate(hand, point, c) / scale[c]! / noise;
		});
		// In units of the noise: its variance is 1.
		const all = { ...rts, values };
		chooseDrive({ ...all, values: values.slice(0, 2) }, plane, frameS);
		smoothRts(all, room);
		out.forEach((hand, i) => {
			for (let c = 0; c < 6; c++) {
				const into = c < 3 ? hand.imageLandmarks : hand.worldLandmarks;
				into[point * 3 + (c % 3)] = room.place[c]![i]! * noise * scale[c]!;
			}
		});
	}
	return out;
}

const coordinate = (hand: TrackedHand, point: number, c: number): number =>
	c < 3 ? hand.imageLandmarks[point * 3 + c]! : hand.worldLandmarks[point * 3 + c - 3]!;

function sourcesOf(
	hands: readonly (TrackedHand | null)[],
	times: Float64Array,
	i: number
): SmoothedHand['sourcePtsUs'] {
	if (hands[i]) return [times[i] as PtsUs];
	let [before, after] = [i, i];
	while (!hands[before]) before--;
	while (!hands[after]) after++;
	return [times[before] as PtsUs, times[after] as PtsUs];
}

/** One palm length in each coordinate: x, y, z of the image, then of the world. */
function scalesOf(hands: readonly (TrackedHand | null)[], aspect: number): number[] {
	const measured = hands.filter((hand) => hand !== null);
	const across = median(measured.map((hand) => lookOf(hand, aspect).size));
	const world = median(
		measured.map(({ worldLandmarks: at }) =>
			Math.hypot(...[0, 1, 2].map((axis) => at[WRIST * 3 + axis]! - at[MIDDLE_MCP * 3 + axis]!))
		)
	);
	const metres = world > 1e-6 ? world : 1;
	return [across, across / aspect, across, metres, metres, metres];
}

/**
 * Standard deviation of the model's noise on x and y, in palm lengths, from the quieter frames of a run. From fourth
 * differences over five frames: those of white noise have 70 times its variance, and of a hand's motion little is left.
 */
function noiseOf(hands: readonly (TrackedHand | null)[], scale: readonly number[]): number {
	const perFrame: number[] = [];
	for (let i = 2; i < hands.length - 2; i++) {
		const near = hands.slice(i - 2, i + 3).map((hand) => hand?.imageLandmarks);
		if (near.some((at) => at === undefined)) continue;
		const [a, b, c, d, e] = near as Float32Array[];
		const bends: number[] = [];
		for (let k = 0; k < LANDMARKS * 3; k++)
			if (k % 3 !== 2) bends.push(Math.abs(a![k]! - 4 * b![k]! + 6 * c![k]! - 4 * d![k]! + e![k]!) / scale[k % 3]!);
		perFrame.push(median(bends));
	}
	if (perFrame.length === 0) return NOISE.most;
	perFrame.sort((a, b) => a - b);
	const quiet = perFrame[Math.floor(perFrame.length * 0.3)]!;
	return Math.min(NOISE.most, Math.max(NOISE.least, (1.4826 * quiet) / Math.sqrt(70)));
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? 0;
}

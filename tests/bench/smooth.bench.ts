/** The smoothed layer against the model's own landmarks: jitter of a still hand, lag and error of a moving one. `DIR` holds the clips. `--engine=ort` for our own pipeline. */
import { chromium } from '@playwright/test';
import { settleSides } from '../../src/lib/domain/hands/settle-sides.ts';
import { smoothTrack, isFilled, type SmoothedHand } from '../../src/lib/domain/smoothing/smooth-track.ts';
import type { TrackedHand } from '../../src/lib/schema/track.ts';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { passOver, type PassEngineName } from './hand-pass.ts';
import { boxSize, distanceTo, syntheticClips, type ClipTruth } from './synthetic-clips.ts';
import { close, printTable } from './table.ts';

const LESS_JITTER = 0.7;
/** Frames by which the smoothed layer is moved against the truth, each way, to see where it fits best. */
const SHIFTS = 5;
/** Pixels a frame under which a true landmark is at rest: a hundredth of a palm. */
const REST_PX = 0.25;

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith('--'));
const engine: PassEngineName = args.includes('--engine=ort') ? 'ort' : 'mediapipe-cpu';
const clips = syntheticClips(folder);

type Layer = readonly { hands: readonly Pick<TrackedHand | SmoothedHand, 'side' | 'imageLandmarks'>[] }[];
type Side = TrackedHand['side'];
const handOf = (layer: Layer, i: number, side: Side) => layer[i]?.hands.find((hand) => hand.side === side);
const trueHand = (truth: ClipTruth, i: number, side: Side) => truth.frames[i]?.hands.find((hand) => hand.side === side);

/** Place of every landmark on every frame of stretches of at least a second on which the true hand rests. */
function restingStretches(truth: ClipTruth, side: Side): [from: number, to: number][] {
	const rests = truth.frames.map((_, i) => {
		const [a, b] = [trueHand(truth, i - 1, side), trueHand(truth, i, side)];
		return Boolean(a && b && b.px.every(([x, y], k) => Math.hypot(x - a.px[k]![0], y - a.px[k]![1]) <= REST_PX));
	});
	const stretches: [number, number][] = [];
	for (let from = 0; from < rests.length; from++) {
		if (!rests[from]) continue;
		let to = from;
		while (rests[to]) to++;
		if (to - from >= truth.fps) stretches.push([from, to]);
		from = to;
	}
	return stretches;
}

/** RMS distance, pixels, of each landmark from its own mean place, over all resting stretches. NaN without any. */
function jitter(layer: Layer, measured: Layer, truth: ClipTruth): number {
	let [sum, count] = [0, 0];
	for (const side of ['left', 'right'] as const)
		for (const [from, to] of restingStretches(truth, side)) {
			const at = Array.from({ length: to - from }, (_, n) => from + n).filter((i) => handOf(measured, i, side));
			if (at.length < truth.fps) continue;
			for (let k = 0; k < 63; k++) {
				if (k % 3 === 2) continue;
				const scale = k % 3 === 0 ? truth.width : truth.height;
				// Against the truth, so that a hand that drifts within the limit of rest is not called jitter.
				const off = at.map((i) => {
					const px = trueHand(truth, i, side)!.px[Math.floor(k / 3)]![k % 3]!;
					return handOf(layer, i, side)!.imageLandmarks[k]! * scale - px;
				});
				const mean = off.reduce((total, value) => total + value, 0) / off.length;
				sum += off.reduce((total, value) => total + (value - mean) ** 2, 0);
				count += off.length;
			}
		}
	return Math.sqrt((2 * sum) / count);
}

/** Mean error over the hand's box, on the frames that the model found. */
function error(layer: Layer, measured: Layer, truth: ClipTruth, shift = 0): number {
	const errors: number[] = [];
	truth.frames.forEach((_, i) => {
		for (const side of ['left', 'right'] as const) {
			const [hand, real] = [handOf(layer, i, side), trueHand(truth, i - shift, side)];
			if (hand && real && handOf(measured, i, side)) errors.push(distanceTo(hand, real, truth) / boxSize(real));
		}
	});
	return errors.reduce((sum, value) => sum + value, 0) / errors.length;
}

/**
 * Frames by which the layer lags: where the speeds of the layer and of the truth correlate most. Speeds, because the
 * model's points lie beside the true ones by a constant.
 */
function lag(layer: Layer, truth: ClipTruth): number {
	const correlation = (shift: number): number => {
		let [ab, aa, bb] = [0, 0, 0];
		for (let i = SHIFTS + 1; i < truth.frames.length - SHIFTS; i++)
			for (const side of ['left', 'right'] as const) {
				const [a, b] = [handOf(layer, i - 1, side), handOf(layer, i, side)];
				const [c, d] = [trueHand(truth, i - 1 - shift, side), trueHand(truth, i - shift, side)];
				if (!a || !b || !c || !d) continue;
				for (let k = 0; k < 21; k++)
					for (const axis of [0, 1] as const) {
						const scale = axis === 0 ? truth.width : truth.height;
						const mine = (b.imageLandmarks[k * 3 + axis]! - a.imageLandmarks[k * 3 + axis]!) * scale;
						const real = d.px[k]![axis] - c.px[k]![axis];
						ab += mine * real;
						aa += mine * mine;
						bb += real * real;
					}
			}
		return ab / Math.sqrt(aa * bb);
	};
	const shifts = Array.from({ length: 2 * SHIFTS + 1 }, (_, n) => n - SHIFTS);
	return shifts.reduce((best, shift) => (correlation(shift) > correlation(best) ? shift : best), 0);
}

const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await openBlank(page, server, Object.fromEntries(clips.map(({ name, video }) => [`${name}.mp4`, video])));
const percent = (value: number, digits = 2) => (Number.isNaN(value) ? '' : `${(value * 100).toFixed(digits)} %`);
const rows: string[][] = [
	['clip', 'jitter px', 'smoothed', 'less', 'lag', 'error', 'smoothed', 'filled in', 'their error', 'ms']
];
const results: { name: string; less: number; lag: number; worse: number }[] = [];
for (const { name, truth } of clips) {
	const aspect = truth.height / truth.width;
	const { frames } = await passOver(page, `/media/${name}.mp4`, engine);
	const raw = settleSides(frames, false, aspect);
	const startMs = performance.now();
	const smooth = smoothTrack(raw, aspect);
	const tookMs = performance.now() - startMs;
	const [before, after] = [jitter(raw, raw, truth), jitter(smooth, raw, truth)];
	const [was, is] = [error(raw, raw, truth), error(smooth, raw, truth)];
	const filled = smooth.map(({ hands }) => ({ hands: hands.filter(isFilled) }));
	const count = filled.reduce((sum, { hands }) => sum + hands.length, 0);
	const result = { name, less: 1 - after / before, lag: lag(smooth, truth), worse: is - was };
	results.push(result);
	rows.push([
		name,
		Number.isNaN(before) ? '' : before.toFixed(3),
		Number.isNaN(after) ? '' : after.toFixed(3),
		percent(result.less, 0),
		String(result.lag),
		percent(was),
		percent(is),
		String(count),
		percent(error(filled, filled, truth)),
		tookMs.toFixed(0)
	]);
}
await browser.close();
await server.close();
printTable(rows);

const still = results.filter(({ name }) => name.startsWith('still-hand'));
const fast = results.filter(({ name }) => name.startsWith('fast-reach'));
const least = Math.min(...still.map(({ less }) => less));
const worse = Math.max(...fast.map((result) => result.worse));
const lags = results.filter((result) => result.lag !== 0 && !result.name.startsWith('still-hand'));
close(
	'smooth',
	still.length > 0 && fast.length > 0
		? `a still hand wavers ${percent(least, 0)} less, the fast reach's error changes by ${percent(worse)} of the box, ${lags.length} clips lag`
		: 'the clips still-hand and fast-reach are missing (npm run synthetic-take)',
	'70 % less, no worse, no lag',
	least >= LESS_JITTER && worse <= 0 && lags.length === 0 && still.length > 0 && fast.length > 0
);

/** How far landmarks lie from the truth: our pipeline and MediaPipe's HandLandmarker side by side, on human and on rendered keypoints. */
import { chromium } from '@playwright/test';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { mean, type SeenFrame, type SeenHand } from './hand-matching.ts';
import { humanTruth, syntheticTruth, type TrueHand } from './hand-truth.ts';
import type { Source } from './hands.worker.ts';
import { close, printTable } from './table.ts';

const STEP = 10;
/** Share of the hand's box by which ours may be worse before it counts as worse: a fiftieth of the error of either. */
const EQUAL = 0.001;

/** Distances of the marked points over the longer side of their box; null when the hand was not found. */
type Score = { set: string; ours: number[] | null; theirs: number[] | null };

function distancesTo(truth: TrueHand, hands: readonly SeenHand[], frame: SeenFrame): number[] | null {
	const marked = truth.marked.flatMap((is, i) => (is ? [i] : []));
	const across = marked.map((i) => truth.points[2 * i]!);
	const down = marked.map((i) => truth.points[2 * i + 1]!);
	const box = Math.max(Math.max(...across) - Math.min(...across), Math.max(...down) - Math.min(...down));
	const all = hands.map(({ points }) =>
		marked.map(
			(i) =>
				Math.hypot(
					points[2 * i]! * frame.width - truth.points[2 * i]!,
					points[2 * i + 1]! * frame.height - truth.points[2 * i + 1]!
				) / box
		)
	);
	const best = all.sort((a, b) => mean(a) - mean(b))[0];
	return best && mean(best) < 0.5 ? best : null;
}

const truths = [...humanTruth(), ...syntheticTruth()];
const media = Object.fromEntries(truths.map(({ name, path }) => [name, path]));
const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await openBlank(page, server, media);

const scores: Score[] = [];
for (const truth of truths) {
	const source: Source = {
		name: truth.name,
		url: `/media/${truth.name}`,
		picture: truth.set !== 'synthetic',
		step: STEP
	};
	const { frames, unreadable } = await page.evaluate(async (asked) => {
		const { handsBench } = await import(/* @vite-ignore */ `${location.origin}/tests/bench/hands.page.ts`);
		return handsBench().lookAt(asked, true);
	}, source);
	if (unreadable) throw new Error(`${truth.name}: ${unreadable}`);
	for (const frame of frames as SeenFrame[])
		for (const hand of truth.frames.get(frame.index) ?? [])
			scores.push({
				set: truth.set === 'synthetic' ? `${truth.name}, ${frame.mode}` : truth.set,
				ours: distancesTo(hand, frame.ours, frame),
				theirs: distancesTo(hand, frame.theirs, frame)
			});
}
await browser.close();
await server.close();

const percent = (value: number) => (Number.isNaN(value) ? '-' : `${(100 * value).toFixed(2)} %`);
/** Share of all marked points within `limit`; the points of a hand that was not found are not. */
function pck(rows: readonly Score[], who: 'ours' | 'theirs', limit: number): number {
	const points = rows.flatMap((row) => row[who] ?? new Array<number>(21).fill(Infinity));
	return points.filter((distance) => distance <= limit).length / points.length;
}
const summed = (rows: readonly Score[], who: 'ours' | 'theirs') => {
	const both = rows.filter((row) => row.ours && row.theirs);
	return { error: mean(both.map((row) => mean(row[who]!))), found: rows.filter((row) => row[who]).length };
};
const sets = [...new Set(scores.map(({ set }) => set))];
printTable([
	['set', 'hands', 'who', 'found', 'mean error where both found', 'PCK@0.1', 'PCK@0.2'],
	...sets.flatMap((set) => {
		const rows = scores.filter((row) => row.set === set);
		return (['ours', 'theirs'] as const).map((who) => {
			const { error, found } = summed(rows, who);
			return [
				who === 'ours' ? set : '',
				who === 'ours' ? rows.length : '',
				who === 'ours' ? 'ours' : 'MediaPipe',
				found,
				percent(error),
				percent(pck(rows, who, 0.1)),
				percent(pck(rows, who, 0.2))
			];
		});
	})
]);
const synthetic = scores.filter(({ set }) => set.includes('.mp4'));
const [ours, theirs] = [summed(synthetic, 'ours'), summed(synthetic, 'theirs')];
close(
	'hands-accuracy',
	`synthetic: ours ${percent(ours.error)}, found ${ours.found}; MediaPipe ${percent(theirs.error)}, found ${theirs.found} of ${synthetic.length}`,
	`ours not worse than MediaPipe by more than ${percent(EQUAL)}`,
	ours.error <= theirs.error + EQUAL && ours.found >= theirs.found
);

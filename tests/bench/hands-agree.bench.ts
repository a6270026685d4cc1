/** Our hand pipeline on onnxruntime-web and MediaPipe's HandLandmarker with the same networks: the same hands, at the same places. */
import { chromium } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { hasShared, NO_SHARED, sampleFile, sharedFile } from '../e2e/media.ts';
import { matchHands, mean, type SeenFrame } from './hand-matching.ts';
import type { Source } from './hands.worker.ts';
import { close, median, printTable } from './table.ts';

const BAR_DISTANCE = 0.005;
const BAR_BOTH = 0.98;
const STEP = 10;

const media: Record<string, string> = {};
const sources: Source[] = [];
const add = (name: string, path: string) => {
	media[name] = path;
	sources.push({ name, url: `/media/${name}`, picture: /\.(jpg|png)$/.test(name), step: STEP });
};
if (hasShared)
	for (const folder of ['images', 'clips', 'derived'])
		for (const name of readdirSync(sharedFile(`media/${folder}`)).sort())
			if (/\.(jpg|png|mp4|webm)$/.test(name)) add(name, sharedFile(`media/${folder}/${name}`));
if (!hasShared) console.log(`${NO_SHARED}: only the samples are looked at`);
for (const name of ['grasp', 'cross'] as const) add(`${name}.mp4`, sampleFile(name));
const only = process.argv[2];

const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
page.on('pageerror', (error) => console.log('page:', error.message));
await openBlank(page, server, media);

type Tally = { frames: number; either: number; both: number; errors: number[]; labels: number; apart: string[] };
/** A frame counts as agreed when both see equally many hands and each has its partner. */
function tally(frames: readonly SeenFrame[]): Tally {
	const sum: Tally = { frames: frames.length, either: 0, both: 0, errors: [], labels: 0, apart: [] };
	for (const frame of frames) {
		const { ours, theirs, file, index } = frame;
		const pairs = matchHands(ours, theirs, frame);
		const hands = Math.max(ours.length, theirs.length);
		sum.either += hands;
		sum.both += pairs.length;
		sum.errors.push(...pairs.map((pair) => pair.error));
		sum.labels += pairs.filter((pair) => ours[pair.a]!.label === theirs[pair.b]!.label).length;
		const far = pairs.filter((pair) => pair.error > 0.01);
		if (pairs.length < hands || far.length > 0)
			sum.apart.push(
				`${file} ${index}: ours ${ours.map((hand) => hand.presence!.toFixed(3)).join(' ') || 'none'}, ` +
					`theirs ${theirs.length || 'none'}` +
					far.map((pair) => `, ${(100 * pair.error).toFixed(1)} % apart`).join('')
			);
	}
	return sum;
}

const tallies: { name: string; mode: SeenFrame['mode']; tally: Tally }[] = [];
for (const source of sources.filter(({ name }) => !only || name.includes(only))) {
	const { frames, unreadable } = await page.evaluate(async (asked) => {
		const { handsBench } = await import(/* @vite-ignore */ `${location.origin}/tests/bench/hands.page.ts`);
		return handsBench().lookAt(asked, true);
	}, source);
	if (unreadable) console.log(`left out, the browser cannot open it: ${source.name} (${unreadable})`);
	for (const mode of ['still', 'clip'] as const) {
		const mine = frames.filter((frame: SeenFrame) => frame.mode === mode);
		if (mine.length > 0) tallies.push({ name: source.name, mode, tally: tally(mine) });
	}
}
await browser.close();
await server.close();

const per = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const percent = (value: number) => (Number.isNaN(value) ? '-' : `${(100 * value).toFixed(3)} %`);
let met = true;
const figures: string[] = [];
for (const mode of ['still', 'clip'] as const) {
	const rows = tallies.filter((row) => row.mode === mode);
	const all = rows.map((row) => row.tally);
	const errors = all.flatMap((one) => one.errors);
	const [either, both] = [mean(all.map((one) => one.either)), mean(all.map((one) => one.both))];
	console.log(
		mode === 'still'
			? '\neach picture by itself (IMAGE mode; ours forgets between pictures)'
			: `\nevery ${STEP}th frame as a clip (VIDEO mode; ours looks for palms whenever a hand is missing)`
	);
	printTable([
		['file', 'frames', 'hands either sees', 'both', 'mean distance', 'median', 'most', 'same label'],
		...rows.map(({ name, tally: one }) => [
			name,
			one.frames,
			one.either,
			one.both,
			percent(mean(one.errors)),
			percent(median(one.errors)),
			one.errors.length === 0 ? '-' : percent(Math.max(...one.errors)),
			per(one.labels, one.both)
		])
	]);
	for (const line of all.flatMap((one) => one.apart)) console.log(`  differs: ${line}`);
	console.log(
		`  all: distance ${percent(mean(errors))} of the hand's box, both ${per(both, either)} of the hands that either sees`
	);
	figures.push(`${mode} ${percent(mean(errors))} apart, both ${per(both, either)}`);
	met &&= mean(errors) <= BAR_DISTANCE && both / either >= BAR_BOTH;
}
close('hands-agree', figures.join('; '), `at most ${percent(BAR_DISTANCE)}, at least ${percent(BAR_BOTH)}`, met);

/**
 * Random seeks and steps on a painted clip: the asked frame every time, and how fast beside a plain video element; and labels
 * that are made on such frames, in the dataset.
 */
import { chromium } from '@playwright/test';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { paintedClip } from './painted-clip.ts';
import { ROUND } from './painted-counter.ts';
import { chanceFrom } from '../../tools/synthetic-take/motion/chance.ts';
import type { Asked, Shown } from './seek.page.ts';
import { labelsExported } from './exported-labels.ts';
import { shownInStudio } from './seek-in-studio.ts';
import { close, median, percentile, printTable } from './table.ts';

const BAR_MS = 120;
const FRAMES = ROUND;
const TIMES = 200;
const seed = Number(process.argv[2] ?? 1);

/** Half of them anywhere, half a step of one or ten frames from the one before. */
function makeAsked(): Asked[] {
	const { next: random } = chanceFrom(seed);
	const asked: Asked[] = [];
	let at = 0;
	for (let i = 0; i < TIMES; i += 1) {
		const step = i % 2 === 1;
		const by = (random() < 0.5 ? -1 : 1) * (random() < 0.5 ? 1 : 10);
		at = step ? Math.max(0, Math.min(FRAMES - 1, at + by)) : Math.floor(random() * FRAMES);
		asked.push({ index: at, kind: step ? 'step' : 'seek' });
	}
	return asked;
}

const clip = await paintedClip();
const asked = makeAsked();
const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await openBlank(page, server, { 'clip.mp4': clip });
const shown = await page.evaluate(async (list): Promise<Shown[]> => {
	const { askBoth } = await import(/* @vite-ignore */ `${location.origin}/tests/bench/seek.page.ts`);
	return askBoth('/media/clip.mp4', list, true);
}, asked);
await browser.close();
await server.close();

const right = (who: 'ours' | 'video') => shown.filter((one, i) => one[who]!.counter === asked[i]!.index).length;
const times = (who: 'ours' | 'video', kind: Asked['kind']) =>
	shown.filter((one) => one.kind === kind).map((one) => one[who]!.ms);
const row = (name: string, values: number[]) =>
	[name, values.length, median(values).toFixed(1), percentile(values, 0.95).toFixed(1), Math.max(...values).toFixed(1)] as const; // prettier-ignore
printTable([
	[`1280×720, key frame each 0.5 s, seed ${seed}`, 'n', 'median ms', 'p95 ms', 'longest ms'],
	row('seek, Handloom', times('ours', 'seek')),
	row('seek, <video>', times('video', 'seek')),
	row('step of 1 or 10, Handloom', times('ours', 'step')),
	row('step of 1 or 10, <video>', times('video', 'step'))
]);
const studio = await shownInStudio(clip, seed);
printTable([
	['the asked frame is on screen', 'of', 'right'],
	['decoder, Handloom', TIMES, right('ours')],
	['decoder, <video> at the middle of the frame', TIMES, right('video')],
	['studio: picture on the page', studio.asked, studio.right]
]);
const SECONDS = 20;
const left = await labelsExported(await paintedClip(SECONDS), SECONDS * 30, seed);
printTable([
	['labels', 'frames labelled on the page', 'of them labelled in the dataset', 'others labelled there'],
	[left.labels, left.labelled, left.right, left.wrong]
]);
const exported = left.right === left.labelled && left.wrong === 0;
const p95 = percentile(times('ours', 'seek'), 0.95);
close(
	'seek',
	`${right('ours')} of ${TIMES} and ${studio.right} of ${studio.asked} right, ${left.right} of ${left.labelled} labelled frames exported, p95 ${p95.toFixed(0)} ms`,
	`all right, p95 at most ${BAR_MS} ms`,
	right('ours') === TIMES && studio.right === studio.asked && exported && p95 <= BAR_MS
);

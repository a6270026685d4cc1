/** Frames a second of our pass over a clip beside MediaPipe's and, where it is given, LiteRT.js: same frames, same run, in turn. */
import { chromium } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NETWORKS, tfliteOf, type Packages } from '../../tools/models/recipes.ts';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { sampleFile } from '../e2e/media.ts';
import { hasLitert, litertFiles, litertVersion, NO_LITERT } from './contenders/litert.ts';
import type { SpeedRun } from './hands.worker.ts';
import { close, median, printTable } from './table.ts';

/** Times MediaPipe's frames a second, both asked for two hands. */
const BARS = { grasp: 1.5, cross: 1 } as const;
const CLIPS = { grasp: 'one hand in view', cross: 'two hands in view' } as const;
const FRAMES = 80;

const folder = await mkdtemp(join(tmpdir(), 'handloom-speed-'));
const root = resolve(import.meta.dirname, '../..');
const packages: Packages = { path: (name, file) => join(root, 'node_modules', name, file) };
const media: Record<string, string> = { 'grasp.mp4': sampleFile('grasp'), 'cross.mp4': sampleFile('cross') };
for (const name of ['palm_detection_full', 'hand_landmarks_full']) {
	const path = join(folder, `${name}.tflite`);
	await writeFile(
		path,
		tfliteOf(
			packages,
			NETWORKS.find((network) => network.name === name)!
		)
	);
	media[`${name}.tflite`] = path;
}
console.log(hasLitert ? `LiteRT.js ${litertVersion()}` : `LiteRT.js not given: ${NO_LITERT}`);
const server = await serveSources(litertFiles);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });

const figures: string[] = [];
let met = true;
for (const name of ['grasp', 'cross'] as const) {
	const page = await browser.newPage();
	await openBlank(page, server, media);
	const runs: SpeedRun[] = await page.evaluate(
		async (asked) => {
			const { handsBench } = await import(/* @vite-ignore */ `${location.origin}/tests/bench/hands.page.ts`);
			return handsBench().speed(asked);
		},
		{
			url: `/media/${name}.mp4`,
			frames: FRAMES,
			litert: hasLitert
				? { palm: '/media/palm_detection_full.tflite', hand: '/media/hand_landmarks_full.tflite' }
				: null
		}
	);
	await page.close();
	const mean = (run: SpeedRun) => run.ms.reduce((sum, ms) => sum + ms, 0) / run.ms.length;
	const theirs = runs.find((run) => run.name === 'MediaPipe CPU: full')!;
	// Looking for palms now and then makes a few frames slow, which a median would hide: frames a second come from the mean.
	const times = (run: SpeedRun) => [median(theirs.ms) / median(run.ms), mean(theirs) / mean(run)] as const;
	console.log(
		`\n${name}.mp4, 640×480, ${CLIPS[name]}, two asked for; ${theirs.ms.length} frames each, frame by frame in turn`
	);
	printTable([
		['contender', 'median ms', 'mean ms', 'frames/s', 'times MediaPipe full (median)', '(mean)', 'hands a frame'],
		...runs.map((run) => [
			run.name,
			median(run.ms).toFixed(1),
			mean(run).toFixed(1),
			(1000 / mean(run)).toFixed(1),
			times(run)[0].toFixed(2),
			times(run)[1].toFixed(2),
			(run.hands / FRAMES).toFixed(2)
		])
	]);
	const ratio = Math.min(...times(runs[0]!));
	figures.push(`${CLIPS[name]} ${ratio.toFixed(2)} times`);
	met &&= ratio >= BARS[name];
}
await browser.close();
await server.close();
await rm(folder, { recursive: true });
close('hands-speed', `${figures.join(', ')} MediaPipe CPU full`, `at least ${BARS.grasp} and ${BARS.cross}`, met);

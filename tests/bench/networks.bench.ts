/** The converted networks beside the TFLite files that they were made from: numbers, and milliseconds. */
import { chromium } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ModelName } from '../../src/lib/adapters/models/pinned.ts';
import { NETWORKS, tfliteOf, type Packages } from '../../tools/models/recipes.ts';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { hasShared, sampleFile, sharedFile } from '../e2e/media.ts';
import { hasLitert, litertFiles, litertVersion, NO_LITERT } from './contenders/litert.ts';
import { close, median, printTable } from './table.ts';

/** Landmarks and boxes are in pixels of the network's input, scores are before the sigmoid, world landmarks in metres. */
const BAR_PX = 1e-2;
const RUNS = 21;
const THREADS = 2;
/** Side of the input, and the lowest value of its numbers. */
const INPUTS: Record<string, { size: number; low: 0 | -1 }> = {
	face_detection_short_range: { size: 128, low: -1 },
	face_detection_full_range: { size: 192, low: -1 },
	palm_detection_full: { size: 192, low: 0 },
	hand_landmarks_full: { size: 224, low: 0 },
	hand_landmarks_lite: { size: 224, low: 0 },
	pose_detection: { size: 224, low: -1 },
	pose_landmarks_lite: { size: 256, low: 0 }
};
if (!hasLitert) {
	console.log(NO_LITERT);
	process.exit(1);
}

const root = resolve(import.meta.dirname, '../..');
const packages: Packages = { path: (name, file) => join(root, 'node_modules', name, file) };
const folder = await mkdtemp(join(tmpdir(), 'handloom-networks-'));
const media: Record<string, string> = { 'grasp.mp4': sampleFile('grasp') };
if (hasShared) media['pose-seated.jpg'] = sharedFile('media/images/pose-seated.jpg');
const pictures = Object.keys(media).map((name) => `/media/${name}`);
for (const network of NETWORKS) {
	const path = join(folder, `${network.name}.tflite`);
	await writeFile(path, tfliteOf(packages, network));
	media[`${network.name}.tflite`] = path;
}
const server = await serveSources(litertFiles);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });

type Difference = { name: string; size: number; noise: number; pictures: number };
type Row = { outputs: Difference[]; ours: number[]; theirs: number[]; openMs: number };

/** Both runtimes in one page, one after the other; a fresh page for each network. */
async function compare(name: ModelName): Promise<Row> {
	const page = await browser.newPage();
	await openBlank(page, server, media);
	const row = await page.evaluate(
		async ({ name, size, low, pictures, threads, runs }) => {
			const { onLitert, onOrt, openInputs } = await import(
				/* @vite-ignore */ `${location.origin}/tests/bench/networks.page.ts`
			);
			const inputs = await openInputs(pictures, size, low);
			const ours = await onOrt(name, size, threads, inputs, runs);
			const theirs = await onLitert(`/media/${name}.tflite`, size, threads, inputs, runs);
			type Output = { name: string; values: Float32Array };
			const names = (ours.outputs[0] as Output[]).map((one) => one.name);
			const valuesOf = (made: Output[], output: string) => made.find((one) => one.name === output)!.values;
			const apart = (output: string, input: number) => {
				const [a, b] = [valuesOf(ours.outputs[input], output), valuesOf(theirs.outputs[input], output)];
				if (a.length !== b.length) return NaN;
				return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
			};
			const outputs = names.map((output) => ({
				name: output,
				size: valuesOf(ours.outputs[0], output).length,
				noise: apart(output, 0),
				pictures: Math.max(...pictures.map((_, i) => apart(output, i + 1)))
			}));
			return { outputs, ours: ours.ms, theirs: theirs.ms, openMs: ours.openMs };
		},
		{ name, ...INPUTS[name]!, pictures, threads: THREADS, runs: RUNS }
	);
	await page.close();
	return row;
}

const rows: { name: string; row: Row }[] = [];
for (const { name } of NETWORKS) rows.push({ name, row: await compare(name as ModelName) });
await browser.close();
await server.close();
await rm(folder, { recursive: true });

const inputNames = ['noise', ...pictures.map((path) => path.slice('/media/'.length))].join(', ');
console.log(`inputs: ${inputNames}; LiteRT.js ${litertVersion()}; ${THREADS} threads; medians of ${RUNS}`);
printTable([
	['network', 'output', 'numbers', 'largest difference, pictures', 'noise'],
	...rows.flatMap(({ name, row }) =>
		row.outputs.map((one) => [name, one.name, one.size, one.pictures.toExponential(1), one.noise.toExponential(1)])
	)
]);
console.log();
printTable([
	['network', 'ORT ms', 'LiteRT.js ms', 'ratio', 'ORT opens in ms'],
	...rows.map(({ name, row }) => {
		const [a, b] = [median(row.ours), median(row.theirs)];
		return [name, a.toFixed(1), b.toFixed(1), (a / b).toFixed(2), row.openMs.toFixed(0)];
	})
]);
const most = Math.max(...rows.flatMap(({ row }) => row.outputs.map((one) => one.pictures)));
close('networks', `largest difference on pictures ${most.toExponential(1)}`, `at most ${BAR_PX}`, most <= BAR_PX);

/** Frames by the thousand through each worker that finds hands: memory must not grow, and no frame may be missing. `--frames 10000` */
import { chromium } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { sampleFile } from '../e2e/media.ts';
import { watchMemory, type MemorySample } from './process-memory.ts';
import { close, printTable } from './table.ts';

const { values } = parseArgs({ options: { frames: { type: 'string' } } });
const SAMPLE_FRAMES = 300;
const frames = Math.ceil(Number(values.frames ?? 10_000) / SAMPLE_FRAMES) * SAMPLE_FRAMES;
const BAR_MB = 32;
/** Until here the browser's own caches, the compiler and the first garbage fill up. */
const WARM_SHARE = 0.1;
/** What is compared: the floor of so large a part after the warming up, and of the last part. */
const PART_SHARE = 0.15;

type Soaked = { name: string; frames: number; withHand: number; seconds: number; grewMb: Record<string, number> };

const folder = await mkdtemp(join(tmpdir(), 'handloom-soak-'));
const clip = join(folder, 'long.mp4');
// One long clip, not many short ones: what leaks from frame to frame must not be hidden by starting afresh.
await promisify(execFile)('ffmpeg', [
	...['-v', 'error', '-stream_loop', String(frames / SAMPLE_FRAMES - 1), '-i', sampleFile('grasp')],
	...['-c', 'copy', clip]
]);
const server = await serveSources();
const soaked: Soaked[] = [];
for (const [name, file, port, options] of [
	['landmarks (MediaPipe CPU, full)', 'landmarks-port', 'LandmarksPort', { model: 'full', delegate: 'CPU' }],
	['infer (onnxruntime-web, full)', 'ort-pass-port', 'OrtPassPort', { network: 'full' }]
] as const)
	soaked.push(await soak(name, file, port, options));
await server.close();
await rm(folder, { recursive: true });

printTable([
	['worker', 'frames', 'with a hand', 'ms a frame', 'page and worker grew by, MB', 'GPU process grew by, MB'],
	...soaked.map(({ name, frames: count, withHand, seconds, grewMb }) => [
		name,
		count,
		withHand,
		((seconds * 1000) / count).toFixed(1),
		grewMb['renderer']!.toFixed(1),
		grewMb['GPU']!.toFixed(1)
	])
]);
const most = Math.max(...soaked.flatMap(({ grewMb }) => Object.values(grewMb)));
close(
	'soak',
	`${most.toFixed(1)} MB at most over ${frames} frames, ${soaked.map(({ frames: count }) => count).join(' and ')} of them looked at`,
	`at most ${BAR_MB} MB, every frame`,
	most <= BAR_MB && soaked.every(({ frames: count }) => count === frames)
);

async function soak(name: string, file: string, port: string, options: object): Promise<Soaked> {
	const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
	const context = await browser.newContext();
	const page = await context.newPage();
	page.setDefaultTimeout(0);
	await openBlank(page, server, { 'long.mp4': clip });
	const memory = await watchMemory(context);
	const startedMs = Date.now();
	const told: { atMs: number; frames: number }[] = [];
	await page.exposeFunction('told', (count: number) => {
		told.push({ atMs: Date.now() - startedMs, frames: count });
	});
	const passed = await page.evaluate(
		async (asked) => {
			const module = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/${asked.file}.ts`);
			const blob = await (await fetch('/media/long.mp4')).blob();
			const finder = new module[asked.port](asked.options);
			const began = performance.now();
			const pass = await finder.runPass(blob, {
				onChunk: async () => ({ ok: true, value: null, discarded: [] }),
				onProgress: ({ frames: count }: { frames: number }) =>
					void (globalThis as unknown as { told(count: number): void }).told(count)
			});
			if (!pass.ok) throw new Error(`${pass.failure.code}: ${pass.failure.message}`);
			return {
				frames: pass.value.frames as number,
				withHand: pass.value.framesWithHand as number,
				seconds: (performance.now() - began) / 1000
			};
		},
		{ file, port, options }
	);
	memory.stop();
	await browser.close();
	const at = (share: number) => told.find(({ frames: count }) => count >= passed.frames * share)?.atMs ?? Infinity;
	const grewMb = Object.fromEntries(
		['renderer', 'GPU'].map((kind) => [
			kind,
			floorIn(memory.samples, kind, at(1 - PART_SHARE), Infinity) -
				floorIn(memory.samples, kind, at(WARM_SHARE), at(WARM_SHARE + PART_SHARE))
		])
	);
	const tenths = Array.from({ length: 10 }, (_, i) =>
		floorIn(memory.samples, 'renderer', at(i / 10), at((i + 1) / 10))
	);
	console.log(`${name}: ${passed.frames} frames in ${passed.seconds.toFixed(0)} s`);
	console.log(`page and worker in each tenth, MB: ${tenths.map((mb) => mb.toFixed(0)).join(' ')}`);
	return { name, ...passed, grewMb };
}

/** The least that a kind of process held in a span: what is left when garbage was collected. */
function floorIn(samples: readonly MemorySample[], kind: string, fromMs: number, toMs: number): number {
	const held = samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).map(({ mb }) => mb[kind] ?? 0);
	if (held.length < 2) throw new Error(`too few samples of ${kind}: take more frames`);
	return Math.min(...held);
}

/** Finding a hand in a box: the call to the worker alone, on frames of both samples, from a picture in memory to the readings. */
import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { sampleFile } from '../e2e/media.ts';
import { close, median, printTable } from './table.ts';

/** For landmarks in a box, which means one that a hand is in. */
const BAR_MS = 150;
const ROUND = 'round a hand';
/** Every so many frames of each sample. */
const STEP = 10;

type Box = { x: number; y: number; width: number; height: number };
type Truth = { width: number; height: number; frames: { hands: { px: [number, number][] }[] }[] };
type Asked = { frame: number; box: Box };
type Call = { ms: number; readings: number; presence: number };

/** Round every hand of a frame, 15 % of its size wider on each side, over frame size; and one where no hand is. */
function boxesOf(truth: Truth): Asked[] {
	const asked: Asked[] = [];
	for (let frame = 0; frame < truth.frames.length; frame += STEP)
		for (const { px } of truth.frames[frame]!.hands) {
			const [xs, ys] = [px.map(([x]) => x), px.map(([, y]) => y)];
			const [left, top] = [Math.min(...xs), Math.min(...ys)];
			const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
			const out = 0.15 * Math.max(wide, high);
			asked.push({
				frame,
				box: {
					x: (left - out) / truth.width,
					y: (top - out) / truth.height,
					width: (wide + 2 * out) / truth.width,
					height: (high + 2 * out) / truth.height
				}
			});
		}
	return asked;
}

const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const rows: (string | number)[][] = [];
const medians: number[] = [];
for (const name of ['grasp', 'cross'] as const) {
	const truth = JSON.parse(readFileSync(resolve(import.meta.dirname, `../media/${name}.json`), 'utf8')) as Truth;
	const page = await browser.newPage();
	await openBlank(page, server, { 'clip.mp4': sampleFile(name) });
	const round = boxesOf(truth);
	// Where no hand is, the box is turned by quarters: a run of the network more.
	const sets = { [ROUND]: round, 'where no hand is': round.map(({ frame }) => ({ frame, box: inTheCorner() })) };
	for (const [what, asked] of Object.entries(sets)) {
		const calls: Call[] = await page.evaluate(lookInBoxes, asked);
		const ms = calls.map((call) => call.ms).sort((a, b) => a - b);
		if (what === ROUND) medians.push(median(ms));
		rows.push([
			`${name}.mp4, ${what}`,
			calls.length,
			ms[0]!.toFixed(1),
			median(ms).toFixed(1),
			ms[Math.floor(ms.length * 0.95)]!.toFixed(1),
			median(calls.map((call) => call.readings)),
			`${calls.filter((call) => call.presence >= 0.5).length}`
		]);
	}
	await page.close();
}
await browser.close();
await server.close();
printTable([['boxes', 'calls', 'least ms', 'median ms', 'p95 ms', 'readings', 'a hand is seen in'], ...rows]);
const most = Math.max(...medians);
close('box', `${most.toFixed(0)} ms a box, the slowest of the medians`, `under ${BAR_MS} ms`, most < BAR_MS);

/** The upper left corner, which is empty in both samples. */
function inTheCorner(): Box {
	return { x: 0, y: 0, width: 0.1, height: 0.13 };
}

/** Runs in the page. */
async function lookInBoxes(asked: Asked[]): Promise<Call[]> {
	const { HandsPort } = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/hands-port.ts`);
	const { openVideo } = await import(/* @vite-ignore */ `${location.origin}/workers/shared/open-video.ts`);
	const port = new HandsPort();
	const opened = await openVideo(await (await fetch('/media/clip.mp4')).blob());
	// A box is drawn on a picture that stands still: decoding is over before the first one is looked at.
	const pictures = new Map<number, VideoFrame>();
	let index = -1;
	for await (const sample of opened.value.sink.samples()) {
		index += 1;
		if (asked.some(({ frame }) => frame === index)) pictures.set(index, await copied(sample.toVideoFrame()));
		sample.close();
	}
	opened.value.close();
	// As the studio does while the person draws the box.
	const warm = await port.warm();
	if (!warm.ok) throw new Error(warm.failure.message);
	const calls: Call[] = [];
	for (const { frame, box } of asked) {
		const picture = pictures.get(frame)!.clone();
		const beganMs = performance.now();
		const found = await port.landmarksInBox(picture, box);
		if (!found.ok) throw new Error(found.failure.message);
		const presences = (found.value as { presence: number }[]).map(({ presence }) => presence);
		calls.push({ ms: performance.now() - beganMs, readings: presences.length, presence: Math.max(...presences) });
	}
	for (const picture of pictures.values()) picture.close();
	port.close();
	return calls;

	/** The same picture in memory of its own: a decoder has few to lend. */
	async function copied(frame: VideoFrame): Promise<VideoFrame> {
		const bytes = new Uint8Array(frame.allocationSize());
		const layout = await frame.copyTo(bytes);
		const { width: codedWidth, height: codedHeight } = frame.visibleRect!;
		const { timestamp } = frame;
		const format = frame.format!;
		const colorSpace = frame.colorSpace.toJSON();
		frame.close();
		return new VideoFrame(bytes, { format, codedWidth, codedHeight, timestamp, layout, colorSpace });
	}
}

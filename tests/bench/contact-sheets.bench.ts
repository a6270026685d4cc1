/** Twelve frames of each of three real clips with the hands drawn as the studio draws them. `contact-sheets DIR [CLIP …]` */
import { chromium } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { hasShared, NO_SHARED, sharedFile } from '../e2e/media.ts';

const CLIPS = [
	'media/clips/hand-gestures-webcam-1280x720.mp4',
	'media/derived/two-hands-mirrored-640x360.mp4',
	'media/derived/desk-hand-cam0-h264.mp4'
];
const CELLS = { across: 4, down: 3, width: 480 };

const [out, ...given] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '../..');
if (!out || !relative(root, resolve(out)).startsWith('..')) {
	console.log('Name a folder outside this checkout: the pictures may show people.');
	process.exit(1);
}
if (given.length === 0 && !hasShared) {
	console.log(NO_SHARED);
	process.exit(1);
}
await mkdir(out, { recursive: true });
const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
for (const file of given.length > 0 ? given : CLIPS.map(sharedFile)) {
	const page = await browser.newPage();
	await openBlank(page, server, { 'clip.mp4': file });
	const { base64, ...sheet } = await page.evaluate(sheetOf, CELLS);
	await page.close();
	const path = join(out, `${basename(file).replace(/\.\w+$/, '')}.png`);
	await writeFile(path, Buffer.from(base64, 'base64'));
	console.log(`${path}: ${sheet.frames} frames, ${sheet.withHand} with a hand; shown are ${sheet.shown.join(', ')}`);
}
await browser.close();
await server.close();

type Cells = { across: number; down: number; width: number };
type Sheet = { base64: string; frames: number; withHand: number; shown: number[] };

/** Runs in the page: our own pipeline over every frame, sides decided over the whole clip, then frames at even distances. */
async function sheetOf({ across, down, width }: Cells): Promise<Sheet> {
	const load = (path: string) => import(/* @vite-ignore */ `${location.origin}/${path}`);
	const { OrtPassPort } = await load('src/lib/adapters/workers/ort-pass-port.ts');
	const { unpackTrack } = await load('src/lib/domain/hands/pack-track.ts');
	const { settleSides } = await load('src/lib/domain/hands/settle-sides.ts');
	const { drawHands } = await load('src/lib/components/overlay/draw-hands.ts');
	const { openVideo } = await load('workers/shared/open-video.ts');
	type Frame = { ptsUs: number; hands: unknown[] };
	const blob = await (await fetch('/media/clip.mp4')).blob();
	const found: Frame[] = [];
	const port = new OrtPassPort({ network: 'full' });
	const pass = await port.runPass(blob, {
		onChunk: async ({ packed }: { packed: ArrayBuffer }) => {
			found.push(...unpackTrack(packed));
			return { ok: true, value: null, discarded: [] };
		},
		onProgress: () => undefined
	});
	port.close();
	if (!pass.ok) throw new Error(pass.failure.message);
	const opened = await openVideo(blob);
	const count = across * down;
	const shown = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) / count) * found.length));
	let canvas: OffscreenCanvas | null = null;
	let frames: Frame[] = [];
	let index = -1;
	for await (const sample of opened.value.sink.samples()) {
		index += 1;
		const cell = shown.indexOf(index);
		const height = Math.round((width * sample.displayHeight) / sample.displayWidth);
		if (!canvas) {
			canvas = new OffscreenCanvas(width * across, height * down);
			frames = settleSides(found, false, sample.displayHeight / sample.displayWidth);
		}
		if (cell >= 0) {
			const context = canvas.getContext('2d')!;
			const [x, y] = [(cell % across) * width, Math.floor(cell / across) * height];
			sample.draw(context, x, y, width, height);
			drawHands(context, frames[index]!.hands, { x, y, width, height });
			context.fillStyle = '#0b0e12';
			context.fillRect(x, y, 52, 20);
			context.fillStyle = '#ffffff';
			context.font = '14px sans-serif';
			context.fillText(String(index + 1), x + 6, y + 15);
		}
		sample.close();
	}
	opened.value.close();
	const bytes = new Uint8Array(await (await canvas!.convertToBlob({ type: 'image/png' })).arrayBuffer());
	let binary = '';
	for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return {
		base64: btoa(binary),
		frames: found.length,
		withHand: found.filter(({ hands }) => hands.length > 0).length,
		shown: shown.map((one) => one + 1)
	};
}

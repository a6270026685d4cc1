/** Hands found in the synthetic takes, how far off, and whether their side is right: `npm run bench -- synthetic-takes [DIR]` */
import { chromium } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Truth } from '../../tools/synthetic-take/truth/build-truth.ts';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { judgeTake, type FoundHand } from './judge-take.ts';
import { close, printTable } from './table.ts';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../golden/synthetic'));
const names = readdirSync(folder)
	.filter((file) => file.endsWith('.mp4'))
	.map((file) => file.replace('.mp4', ''));

const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });

/** The app's own pass over one clip, with its hand network and worker. One entry for each frame. */
async function handsIn(name: string): Promise<FoundHand[][]> {
	const page = await browser.newPage();
	await openBlank(page, server, { 'take.mp4': join(folder, `${name}.mp4`) });
	const found = await page.evaluate(async () => {
		const { LandmarksPort } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
		);
		const { readTrack, writeChunk } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/store/tracks.ts`
		);
		const blob = await (await fetch('/media/take.mp4')).blob();
		const takeId = crypto.randomUUID();
		const pass = await new LandmarksPort({ model: 'full' }).runPass(blob, {
			onChunk: (chunk: { maker: unknown }) => writeChunk(takeId, 'model', chunk.maker, chunk)
		});
		if (!pass.ok) throw new Error(pass.failure.code);
		const stored = await readTrack(takeId, 'model');
		type Hand = { side: 'left' | 'right' | null; imageLandmarks: Float32Array };
		return (stored.value.frames as { hands: Hand[] }[]).map(({ hands }) =>
			hands.map(({ side, imageLandmarks }) => ({ side, points: [...imageLandmarks] }))
		);
	});
	await page.close();
	return found;
}

const rows: (string | number)[][] = [
	['take', 'skin', 'hand', 'frames', 'found', 'error, bones', 'error, landmarks', 'side right']
];
let [shown, seen] = [0, 0];
try {
	for (const name of names) {
		const truth = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Truth;
		for (const hand of judgeTake(truth, await handsIn(name))) {
			const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
			rows.push([
				name,
				truth.skin,
				hand.side,
				hand.shown,
				hand.found,
				percent(hand.errorFromBones),
				percent(hand.errorFromLandmarks),
				hand.sideRight
			]);
			if (name.startsWith('palm-down')) continue;
			shown += hand.shown;
			seen += hand.found;
		}
	}
} finally {
	await browser.close();
	await server.close();
}
printTable(rows);
const share = seen / shown;
close('synthetic-takes', `${(share * 100).toFixed(1)} % of hands found, palm-down aside`, '≥ 85 %', share >= 0.85);

import { expect } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { promisify } from 'node:util';
import { ask, exportDataset } from '../e2e/dataset.ts';
import { startHub } from '../e2e/hub.ts';
import { importClip, waitUntilChecked } from '../e2e/importing.ts';
import { frameShown, goToFrame } from '../e2e/labelling.ts';
import { launchStudio } from '../e2e/launch.ts';
import { allow, invite, join } from '../e2e/people.ts';
import { chanceFrom } from '../../tools/synthetic-take/motion/chance.ts';
import { CELLS, counterOf } from './painted-counter.ts';
import { counterOnStage } from './seek-in-studio.ts';

const exec = promisify(execFile);
/** Each label lies somewhere in a stretch of its own. */
const STRETCH = 50;
const LONGEST = 12;
/** The first frame that is kept, 1 for the first: the dataset's times are not the take's. */
const TRIM_IN = 8;

export type ExportedLabels = {
	labels: number;
	/** Frames that were labelled, by the counters that were seen on the page. */
	labelled: number;
	/** Frames of the dataset with a label, by the counters in its own video: those that were labelled, and others. */
	right: number;
	wrong: number;
};

/**
 * Labels a painted clip on frames that are gone to by presses on the timeline and by steps, sends it, accepts it and exports
 * the dataset. What was labelled is told by the counters on the page, what arrived by the counters in the dataset's video.
 * frames  of the clip
 */
export async function labelsExported(clip: string, frames: number, seed: number): Promise<ExportedLabels> {
	const chance = chanceFrom(seed).branch('labels');
	const folder = await mkdtemp(joinPath(tmpdir(), 'handloom-labels-'));
	const hub = await startHub();
	const owner = await launchStudio({ baseURL: hub.url });
	const worker = await launchStudio({ baseURL: hub.url, viewport: { width: 1440, height: 900 } });
	const { page } = worker;
	try {
		await join(owner.page, hub.ownerLink!, 'Olu');
		await join(page, await invite(owner.page, 'worker'), 'Wanja');
		await allow(page, /My team may train/);
		const takeId = await importClip(page, clip);
		await waitUntilChecked(page, takeId);
		await page.goto(`/take/${takeId}/label`);
		await page.getByText(`frame 1 of ${frames}`).waitFor({ timeout: 60_000 });
		await goToFrame(page, TRIM_IN);
		await page.keyboard.press('KeyI');
		const box = (await page.locator('.tracks').boundingBox())!;
		const labelled = new Set<number>();
		let labels = 0;
		for (let from = TRIM_IN; from + STRETCH <= frames; from += STRETCH) {
			const at = from + chance.between(0, STRETCH - LONGEST - 2);
			await page.mouse.click(box.x + (at / frames) * box.width, box.y + 4);
			await page.waitForFunction(
				(near) => Math.abs(Number(/frame (\d+) of/.exec(document.body.innerText)?.[1]) - near) <= 2,
				at,
				{ timeout: 10_000 }
			);
			const first = await counterOnStage(page);
			const { index } = await frameShown(page);
			await page.keyboard.press('g');
			await page
				.getByText(/^Right grip|^Not sure|^Grip/)
				.first()
				.waitFor({ timeout: 10_000 });
			await goToFrame(page, index + Math.floor(chance.between(0, LONGEST)));
			const last = await counterOnStage(page);
			await page.keyboard.press('Shift+KeyO');
			await page.keyboard.press('Escape');
			if (first === null || last === null) throw new Error(`no counter on the page at frame ${index}`);
			for (let counter = first; counter <= last; counter += 1) labelled.add(counter);
			labels += 1;
		}
		await page.getByRole('link', { name: 'Go on to submit' }).click();
		const send = page.getByRole('button', { name: /^Submit [\d.]+/ });
		await send.waitFor({ timeout: 300_000 });
		await expect(send).toBeEnabled({ timeout: 300_000 });
		await send.click();
		await page.getByText('Stored, receipt kept').waitFor({ timeout: 60_000 });
		await owner.page.goto('/hub');
		await owner.page.getByRole('button', { name: /^Accept/ }).click();
		await owner.page.getByText('Nothing waits for review').waitFor();
		const out = joinPath(folder, 'dataset');
		await exportDataset(hub.dataDir, out);
		const rows = await ask(out, `select frame_index, "annotation.grip.right" as grip from '%/data/chunk-000/file-000.parquet' order by frame_index`); // prettier-ignore
		const counters = await countersOf(joinPath(out, 'videos/observation.images.webcam/chunk-000/file-000.mp4'));
		if (rows.length !== counters.length) throw new Error(`${rows.length} rows, ${counters.length} pictures`);
		const marked = counters.filter((_, i) => Number(rows[i]!['grip']) !== 0);
		const right = new Set(marked.filter((counter) => counter !== null && labelled.has(counter))).size;
		return { labels, labelled: labelled.size, right, wrong: marked.length - right };
	} finally {
		await worker.close();
		await owner.close();
		await hub.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** The counter of every picture of a video of any size, as ffmpeg decodes it. */
async function countersOf(file: string): Promise<(number | null)[]> {
	const strip = `crop=iw:ih*40/720:0:ih*12/720,scale=${CELLS}:1:flags=area`;
	const { stdout } = await exec(
		'ffmpeg',
		['-loglevel', 'error', '-i', file, '-fps_mode', 'passthrough', '-vf', strip, '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'], // prettier-ignore
		{ encoding: 'buffer', maxBuffer: 64 << 20 }
	);
	return Array.from({ length: stdout.length / CELLS }, (_, i) =>
		counterOf(stdout.subarray(i * CELLS, (i + 1) * CELLS))
	);
}

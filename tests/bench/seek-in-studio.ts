import type { Page } from '@playwright/test';
import { startHub } from '../e2e/hub.ts';
import { importClip } from '../e2e/importing.ts';
import { launchStudio } from '../e2e/launch.ts';
import { chanceFrom } from '../../tools/synthetic-take/motion/chance.ts';
import { CELLS, counterOf } from './painted-counter.ts';

const PRESSES = 40;
const STEPS = [
	{ key: 'Period', by: 1 },
	{ key: 'Comma', by: -1 },
	{ key: 'Shift+Period', by: 10 },
	{ key: 'Shift+Comma', by: -10 }
] as const;

/** The picture on the page's own canvas against what was asked for, by presses on the timeline and by keys. */
export async function shownInStudio(clip: string, seed: number): Promise<{ asked: number; right: number }> {
	const chance = chanceFrom(seed).branch('studio');
	const hub = await startHub();
	const studio = await launchStudio({ baseURL: hub.url, viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	try {
		const takeId = await importClip(page, clip);
		await page.goto(`/take/${takeId}/label`);
		await page.getByText('frame 1 of 1800').waitFor({ timeout: 60_000 });
		const box = (await page.locator('.tracks').boundingBox())!;
		let right = 0;
		let asked = 0;
		const expectFrame = async (index: number): Promise<void> => {
			asked += 1;
			const told = await page
				.getByText(`frame ${index + 1} of 1800`)
				.waitFor({ timeout: 10_000 })
				.then(() => true)
				.catch(() => false);
			const counter = await counterOnStage(page);
			if (told && counter === index) right += 1;
			else console.log(`asked for frame ${index}: page says so: ${told}, picture ${counter}`);
		};
		for (let i = 0; i < PRESSES; i += 1) {
			const x = Math.round(chance.between(box.x + 2, box.x + box.width - 2));
			const at = ((x - box.x) / box.width) * 1800;
			// So near the border between two frames the browser's own rounding decides.
			if (Math.abs(at - Math.round(at)) < 0.05) continue;
			await page.mouse.click(x, box.y + 4);
			await expectFrame(Math.floor(at));
			const { key, by } = chance.pick(STEPS);
			await page.keyboard.press(key);
			await expectFrame(Math.max(0, Math.min(1799, Math.floor(at) + by)));
		}
		return { asked, right };
	} finally {
		await studio.close();
		await hub.close();
	}
}

/** The counter in the picture that the page shows; null where none can be read. */
export async function counterOnStage(page: Page): Promise<number | null> {
	const cells = await page.evaluate((count) => {
		const canvas = document.querySelector<HTMLCanvasElement>('[data-stage] canvas')!;
		// The picture lies in the middle, as large as it fits.
		const scale = Math.min(canvas.width / 1280, canvas.height / 720);
		const [left, top] = [(canvas.width - 1280 * scale) / 2, (canvas.height - 720 * scale) / 2];
		const strip = new OffscreenCanvas(count, 1).getContext('2d', { willReadFrequently: true })!;
		strip.imageSmoothingQuality = 'high';
		strip.drawImage(canvas, left, top + 12 * scale, 1280 * scale, 40 * scale, 0, 0, count, 1);
		const { data } = strip.getImageData(0, 0, count, 1);
		return Array.from({ length: count }, (_, i) => data[i * 4]!);
	}, CELLS);
	return counterOf(cells);
}

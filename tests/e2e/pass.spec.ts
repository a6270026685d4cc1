import { expect, test, type Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { openDetached } from './detached-browser.ts';
import { handCamera } from './cameras.ts';
import { importClip, waitUntilChecked } from './importing.ts';
import { launchStudio, runBaseURL } from './launch.ts';
import { sampleFile } from './media.ts';
import { differenceOf, storedChunks, trackOf, untilStored, watchChunks } from './passes.ts';
import { copyPrepared } from './prepared.ts';
import { storedRows, storedTakes } from './stored.ts';

const FRAMES = 300;

async function killRenderers(page: Page): Promise<void> {
	const browser = await page.context().browser()!.newBrowserCDPSession();
	const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
	const crashed = page.waitForEvent('crash');
	for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
	await crashed;
}

test('a pass that is killed twice goes on after its last chunk, and its track is that of one that was not', async () => {
	test.setTimeout(400_000);
	// What an uninterrupted pass made of the clip lies there already.
	const { userDataDir, takeId: wholeId } = await copyPrepared('sample');
	const camera = await handCamera();
	const importPage = `${runBaseURL()}/import`;
	let browser = await openDetached(userDataDir, camera);
	const written = await watchChunks(browser.context);
	try {
		const open = async (page: Page) => {
			await page.goto(importPage);
			await page.locator('input[type=file]').setInputFiles(sampleFile('grasp'));
			await page.locator('a[href$="/check"]').click({ timeout: 60_000 });
			await page.waitForURL(/\/check$/);
			return /take\/([^/]+)\//.exec(page.url())![1]!;
		};
		await browser.page.goto(importPage);
		const whole = await trackOf(browser.page, wholeId);
		expect(whole).toHaveLength(FRAMES);

		// The renderer dies after the first chunk.
		const takeId = await open(browser.page);
		await untilStored(browser.page, takeId, 1);
		await killRenderers(browser.page);
		const beforeFirst = written.length;
		const second = await browser.context.newPage();
		await second.goto(`${runBaseURL()}/settings`);
		const afterFirst = await storedChunks(second, takeId);
		expect(afterFirst.length).toBeGreaterThanOrEqual(1);
		expect(afterFirst.reduce((sum, { frames }) => sum + frames, 0)).toBeLessThan(FRAMES);
		await second.goto(`${runBaseURL()}/take/${takeId}/check`);
		await untilStored(second, takeId, afterFirst.length + 1);

		// The whole browser dies in the next.
		await browser.kill();
		expect(written[beforeFirst]).toEqual({ seq: afterFirst.length, frames: 60 });
		browser = await openDetached(userDataDir, camera);
		const { page } = browser;
		const writtenLast = await watchChunks(browser.context);
		await page.goto(`${runBaseURL()}/settings`);
		const afterSecond = await storedChunks(page, takeId);
		expect(afterSecond.slice(0, afterFirst.length).map(({ sha256 }) => sha256)).toEqual(
			afterFirst.map(({ sha256 }) => sha256)
		);
		const kept = afterSecond.reduce((sum, { frames }) => sum + frames, 0);
		expect(kept).toBeLessThan(FRAMES);
		await page.goto(`${runBaseURL()}/take/${takeId}/check`);
		await waitUntilChecked(page, takeId);

		// Nothing that was stored was made again, and nothing is missing or double.
		// What comes after, from 0 again, is the whole track with its sides settled: no frame is looked at for it.
		const ends = writtenLast.findIndex(({ seq }, i) => i > 0 && seq <= writtenLast[i - 1]!.seq);
		const byPass = writtenLast.slice(0, ends < 0 ? undefined : ends);
		expect(byPass[0]!.seq).toBe(afterSecond.length);
		expect(byPass.reduce((sum, { frames }) => sum + frames, 0)).toBe(FRAMES - kept);
		const track = await trackOf(page, takeId);
		expect(track.map(({ ptsUs }) => ptsUs)).toEqual(whole.map(({ ptsUs }) => ptsUs));
		const difference = differenceOf(track, whole);
		const [row] = await storedRows<{ takeId: string; maker: { settings: Record<string, unknown> } }>(
			page,
			'trackChunks'
		);
		const engine = row!.maker.settings['engine'];
		console.log(
			`${String(engine)}, killed after ${afterFirst.length} and ${afterSecond.length} chunks of 60; against an uninterrupted pass: ` +
				`${difference.equalFrames} of ${FRAMES} frames equal to the last bit, farthest landmark ` +
				`${(difference.farthest * 100).toFixed(4)} % of the frame, ${difference.otherFrames} frames with other hands`
		);
		expect(difference.otherFrames).toBe(0);
		// MediaPipe cannot be told where the hands were: it finds them again, and follows them within what its own landmarks
		// tremble. Our own pipeline is told, and gives the same bits.
		if (engine === 'ort') expect(difference.equalFrames).toBe(FRAMES);
		else expect(difference.farthest).toBeLessThan(0.01);
	} finally {
		await browser.kill().catch(() => undefined);
		await rm(userDataDir, { recursive: true, force: true });
	}
});

test('labelling begins while hands are found; the pass goes on across pages, stops when told, and submitting waits for it', async () => {
	test.setTimeout(300_000);
	const studio = await launchStudio({ viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	try {
		const written = await watchChunks(studio.context);
		const takeId = await importClip(page, sampleFile('grasp'));
		await page.getByRole('link', { name: 'Label while this runs' }).click();
		await expect(page.getByText('frame 1 of 300')).toBeVisible();
		await expect(page.getByText(/Finding hands/).first()).toBeVisible();
		await page.keyboard.press('f');
		await expect(page.getByText('Failure 1', { exact: true })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('complementary').getByRole('listitem')).toHaveCount(1);
		await untilStored(page, takeId, 1);
		// The lanes fill: points can be corrected on what is done.
		await page.getByRole('button', { name: 'Correct points' }).click();
		await expect(page.getByRole('row', { name: /Index tip/ })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByText(/(About \d+ seconds|A few seconds) left/).first()).toBeVisible();

		// Another page of the app shows it, and leads back; there it is stopped, and nothing is lost.
		await page.getByRole('link', { name: 'Back' }).click();
		await page.getByRole('button', { name: 'Cancel' }).click();
		await expect(page.getByRole('heading', { name: 'The check was stopped' })).toBeVisible();
		const stopped = await storedChunks(page, takeId);
		expect(stopped.length).toBeGreaterThanOrEqual(1);
		const before = written.length;
		await page.getByRole('button', { name: 'Go on with the check' }).click();
		await expect.poll(() => written.length).toBeGreaterThan(before);
		expect(written[before]!.seq).toBe(stopped.length);
		await page.getByRole('link', { name: 'Go on later' }).click();
		await expect(page.getByRole('link', { name: /Show the check of take 1/ })).toBeVisible();

		// Submitting waits for it, and then goes on by itself.
		await page.evaluate((id) => {
			const link = document.createElement('a');
			link.href = `/take/${id}/submit`;
			link.textContent = 'to submit';
			document.querySelector('main')!.prepend(link);
			link.click();
		}, takeId);
		await expect(page.getByRole('heading', { name: 'Your hands are still being found' })).toBeVisible();
		await waitUntilChecked(page, takeId);
		await expect(page.getByRole('heading', { name: 'Your hands are still being found' })).toBeHidden();
		await expect(page.getByRole('progressbar')).toBeVisible();
		expect(await trackOf(page, takeId)).toHaveLength(FRAMES);

		// Which engine was the fastest here stands in the track, with what was measured.
		const [chunk] = await storedRows<{ maker: { settings: Record<string, unknown> } }>(page, 'trackChunks');
		const { settings } = chunk!.maker;
		console.log('engine:', JSON.stringify(settings));
		expect(['mediapipe-cpu', 'mediapipe-gpu', 'ort']).toContain(settings['engine']);
		expect(settings['trialMediapipeCpuMs']).toBeGreaterThan(0);
		expect((await storedTakes(page))[0]!.pass).toEqual({ complete: true });
	} finally {
		await studio.close();
	}
});

import { expect, test } from '@playwright/test';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workingCamera } from './cameras.ts';
import { launchPrepared } from './prepared.ts';
import { newestTake, recordFor, waitForTracking } from './recording.ts';
import { storedRows } from './stored.ts';

type Judged = {
	takeId: string;
	restsOn: string;
	report: { verdict: string; results: { rule: string; verdict: string }[] };
	disagreement: string | null;
};

test('a dark take is coached, judged at once, disagreed with, filmed again in good light and accepted', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'handloom-coached-'));
	// The camera opens this file whenever the page asks for it: what lies there is the light of the room.
	const camera = join(folder, 'room.mjpeg');
	await copyFile(await workingCamera('dark'), camera);
	const studio = await launchPrepared('used', { viewport: { width: 390, height: 844 }, camera });
	const { page } = studio;
	const advice = page.getByRole('status', { name: 'Advice' });
	const judged = (takeId: string) =>
		storedRows<Judged>(page, 'quality').then((rows) => rows.find((row) => row.takeId === takeId));
	try {
		await page.goto('/record/move-block');
		await waitForTracking(page);
		await expect(advice).toContainText('More light, please');
		await expect(page.locator('[data-lamp="light"]')).toHaveAttribute('data-state', 'warn');
		await expect(advice).toMatchAriaSnapshot(`
			- status "Advice":
			  - paragraph:
			    - strong: More light, please
			    - text: The picture is too dark
		`);
		// Beside the picture, never on it.
		const [picture, banner] = [await page.locator('.picture').boundingBox(), await advice.boundingBox()];
		expect(banner!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height);

		await recordFor(page, 5.6);
		await expect(page.getByRole('heading', { name: 'Film this one again' })).toBeVisible();
		const dark = await newestTake(page);
		await expect(page.getByRole('heading', { name: 'Check take 1', level: 1 })).toBeVisible();
		await expect(page.getByRole('slider', { name: 'Time in the take' })).toBeVisible();
		await expect(page.locator('section:has([data-verdict])')).toMatchAriaSnapshot(`
			- status:
			  - img "Not good enough"
			  - heading "Film this one again" [level=2]
			- list:
			  - listitem:
			    - img "Not good enough"
			    - heading /Too dark/ [level=3]
			    - button /Show/
			- button "I disagree with this check"
		`);
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible();
		expect(await page.getByRole('button', { name: /^Show / }).count()).toBeLessThanOrEqual(3);
		await page.getByRole('button', { name: 'I disagree with this check' }).click();
		await page.getByLabel('What did the check get wrong?').fill('It is dark because the lamp is broken.');
		await page.getByRole('button', { name: 'Save my words' }).click();
		await expect(page.getByText('You disagree: It is dark because the lamp is broken.')).toBeVisible();
		await expect.poll(async () => (await judged(dark.id))?.disagreement).toBe('It is dark because the lamp is broken.');

		// One tap, and the light is on.
		await copyFile(await workingCamera('good'), camera);
		await page.getByRole('link', { name: 'Retake' }).click();
		await waitForTracking(page);
		await expect(page.locator('[data-lamp="light"]')).toHaveAttribute('data-state', 'good');
		await expect(advice).not.toContainText('More light');
		await recordFor(page, 5.6);
		const good = await newestTake(page);
		expect(good.id).not.toBe(dark.id);

		// Every picture says the same in the end.
		await expect.poll(async () => (await judged(good.id))?.restsOn, { timeout: 60_000 }).toBe('every_frame');
		await expect(page.getByText('This first verdict rests on')).toBeHidden();
		// The light is good now; a machine that is busy may lose frames, and the check says so.
		const light = (of: Judged) =>
			of.report.results.filter(({ rule }) => rule === 'light').map(({ verdict }) => verdict);
		expect(light((await judged(dark.id))!)).toEqual(['retake']);
		expect(light((await judged(good.id))!)).toEqual(['accept']);
		const missed = (await judged(good.id))!.report.results.filter(({ verdict }) => verdict !== 'accept');
		console.log(`the good take: ${missed.map(({ rule }) => rule).join(', ') || 'nothing to mend'}`);
		await page.getByRole('link', { name: 'Go on to labels' }).click();
		await expect(page).toHaveURL(/\/label$/);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	} finally {
		await studio.close();
		await rm(folder, { recursive: true, force: true });
	}
});

import { expect, type Page } from '@playwright/test';
import type { CaptureFacts, Take } from '../../src/lib/schema/take.ts';
import { storedTakes } from './stored.ts';

/** Waits until live tracking runs on the record page. */
export const waitForTracking = (page: Page): Promise<void> =>
	page.locator('[data-tracking="on"]').waitFor({ state: 'attached', timeout: 60_000 });

/** Presses Record, films for so many seconds after the count-down, presses Stop. Answers the span on the page's own clock, ms. */
export async function recordFor(page: Page, seconds: number): Promise<{ from: number; to: number }> {
	await page.getByRole('button', { name: 'Record', exact: true }).click();
	const stop = page.getByRole('button', { name: 'Stop', exact: true });
	await stop.waitFor({ timeout: 20_000 });
	const from = await page.evaluate(() => performance.now());
	await page.waitForTimeout(seconds * 1000);
	const to = await page.evaluate(() => performance.now());
	await stop.click();
	await expect(page).toHaveURL(/\/take\/[^/]+\/check/, { timeout: 30_000 });
	return { from, to };
}

/** The newest take that lies on the device. */
export async function newestTake(page: Page): Promise<Take> {
	const takes = await storedTakes(page);
	return takes.sort((a, b) => b.createdAtMs - a.createdAtMs)[0]!;
}

/** Capture facts of the newest take. */
export async function takeFacts(page: Page): Promise<CaptureFacts> {
	const { facts } = await newestTake(page);
	if (!facts) throw new Error('the newest take has no capture facts');
	return facts;
}

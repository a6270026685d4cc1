import { expect, type Page } from '@playwright/test';
import { storedTakes } from './stored.ts';

/** Brings a file in on the import page and goes on to its check. The take's id. */
export async function importClip(page: Page, file: string): Promise<string> {
	await page.goto('/import');
	await page.locator('input[type=file]').setInputFiles(file);
	await page.locator('a[href$="/check"]').click({ timeout: 60_000 });
	await page.waitForURL(/\/check$/);
	return /take\/([^/]+)\//.exec(page.url())![1]!;
}

/** Waits until the pass over every frame and the verdict are made, whatever the verdict. */
export async function waitUntilChecked(page: Page, takeId: string): Promise<void> {
	const state = async () => (await storedTakes(page)).find(({ id }) => id === takeId)?.state;
	await expect.poll(state, { timeout: 300_000, intervals: [200] }).toBe('checked');
}

/** Opens the submit page of a checked take and waits until its rendition is made. */
export async function makeRendition(page: Page, takeId: string): Promise<void> {
	await page.goto(`/take/${takeId}/submit`);
	await expect(page.getByTestId('total')).toBeVisible({ timeout: 300_000 });
}

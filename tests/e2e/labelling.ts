import { expect, type Page } from '@playwright/test';
import { storedRows } from './stored.ts';

/** Index of the frame on screen, 1 for the first, and how many the clip has; as the page says. */
export async function frameShown(page: Page): Promise<{ index: number; count: number }> {
	const text = await page
		.getByText(/frame \d+ of \d+/)
		.first()
		.innerText();
	const [, index, count] = /frame (\d+) of (\d+)/.exec(text)!;
	return { index: Number(index), count: Number(count) };
}

/** Plays or stands still, whatever it did before. */
export async function setPlaying(page: Page, playing: boolean): Promise<void> {
	const wanted = page.getByRole('button', { name: playing ? 'Pause' : 'Play', exact: true });
	if (!(await wanted.isVisible())) await page.keyboard.press('Space');
	await expect(wanted).toBeVisible();
}

export async function goToEdge(page: Page, edge: 'Home' | 'End'): Promise<void> {
	await setPlaying(page, false);
	const { count } = await frameShown(page);
	await page.keyboard.press(edge);
	await expect.poll(async () => (await frameShown(page)).index).toBe(edge === 'Home' ? 1 : count);
}

/** How soon, and then how often, it is asked whether a step is on screen: one takes about 30 ms. */
const STEP_MS = [20, 20, 20, 50, 50, 100];

/** Steps by keyboard until the wanted frame (1 for the first) is on screen. */
export async function goToFrame(page: Page, wanted: number): Promise<void> {
	for (let at = (await frameShown(page)).index; at !== wanted; at = (await frameShown(page)).index) {
		const far = Math.abs(wanted - at) >= 10;
		await page.keyboard.press(`${far ? 'Shift+' : ''}${wanted > at ? 'Period' : 'Comma'}`);
		const next = at + (far ? 10 : 1) * Math.sign(wanted - at);
		await expect.poll(async () => (await frameShown(page)).index, { intervals: STEP_MS }).toBe(next);
	}
}

export async function holdKey(page: Page, key: string, ms: number): Promise<void> {
	await page.keyboard.down(key);
	await page.waitForTimeout(ms);
	await page.keyboard.up(key);
}

/** Holds a key while the clip plays on from the frame on screen by so many, however fast this machine shows them. */
async function holdKeyWhilePlaying(page: Page, key: string, frames: number): Promise<void> {
	const { index } = await frameShown(page);
	await page.keyboard.down(key);
	await expect.poll(async () => (await frameShown(page)).index, { intervals: [50] }).toBeGreaterThan(index + frames);
	await page.keyboard.up(key);
}

/** Says saved only after the write; the page shows it. */
export const saved = (page: Page): Promise<void> => expect(page.getByText(/^Saved/).first()).toBeVisible();

/** Labels a grip of the right hand, a drop and its regrasp while the clip plays, by keyboard alone. */
export async function labelGripFailureRecovery(page: Page): Promise<void> {
	await goToEdge(page, 'Home');
	await setPlaying(page, true);
	// Not from the very start, which the journey cuts off.
	await expect.poll(async () => (await frameShown(page)).index, { intervals: [50] }).toBeGreaterThan(12);
	await holdKeyWhilePlaying(page, 'g', 24);
	await expect(page.getByText('Grip 1', { exact: true })).toBeVisible();
	await page.keyboard.press('KeyX');
	await page.keyboard.press('Enter');
	await setPlaying(page, true);
	await holdKeyWhilePlaying(page, 'f', 12);
	// By place on the keyboard: "Dropped" is the third failure, "Grip again" the first recovery, 1 says that it helped.
	await expect(page.getByText('Failure 1', { exact: true })).toBeVisible();
	await page.keyboard.press('KeyE');
	await page.keyboard.press('Enter');
	await setPlaying(page, true);
	await holdKeyWhilePlaying(page, 'r', 16);
	await expect(page.getByText('Recovery 1', { exact: true })).toBeVisible();
	await page.keyboard.press('KeyQ');
	await page.keyboard.press('Digit1');
	await page.keyboard.press('Enter');
	await setPlaying(page, false);
	await saved(page);
}

/** Moves the index finger's tip of the hand on screen by so many pixels to the right. */
export async function moveIndexTip(page: Page, steps: number): Promise<void> {
	await page.keyboard.press('KeyP');
	await page.getByRole('button', { name: 'Index tip', exact: true }).click();
	for (let i = 0; i < steps; i++) await page.keyboard.press('Shift+ArrowRight');
	await expect(page.getByRole('row', { name: /Index tip/ })).toContainText('moved');
	await saved(page);
	await page.keyboard.press('KeyP');
}

/** Rows of the annotation documents that lie on the device: one for each saved change. */
export const savedEdits = (page: Page): Promise<Record<string, unknown>[]> => storedRows(page, 'docUpdates');

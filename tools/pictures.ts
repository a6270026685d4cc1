/**
 * Makes the pictures of `docs/images` from the built studio, with the synthetic clips alone:
 * `node tools/pictures.ts` (after `npm start` has built it once). Chromium and ffmpeg come from the system.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { sampleCamera } from '../tests/e2e/cameras.ts';
import { startHub } from '../tests/e2e/hub.ts';
import { goToEdge, goToFrame, holdKey, saved, setPlaying } from '../tests/e2e/labelling.ts';
import { launchStudio } from '../tests/e2e/launch.ts';
import { allow, invite, join } from '../tests/e2e/people.ts';
import { waitForTracking } from '../tests/e2e/recording.ts';

const exec = promisify(execFile);
const folder = resolve(import.meta.dirname, '../docs/images');
const scratch = await mkdtemp(joinPath(tmpdir(), 'handloom-pictures-'));
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** 256 colours are enough for wood, skin and letters, and a third of the bytes. */
const PALETTE = 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=sierra2_4a';

async function take(page: Page, name: string): Promise<void> {
	const path = joinPath(folder, `${name}.png`);
	const full = joinPath(scratch, `${name}.png`);
	await page.screenshot({ path: full });
	await exec('ffmpeg', ['-loglevel', 'error', '-y', '-i', full, '-vf', PALETTE, path]);
	console.log(`${name}.png  ${Math.round((await stat(path)).size / 1000)} kB`);
}

/** A phone: its size, and a finger for a pointer until the answer is called. Pages ask when they open. */
async function becomePhone(page: Page): Promise<() => Promise<void>> {
	const device = await page.context().newCDPSession(page);
	await device.send('Emulation.setTouchEmulationEnabled', { enabled: true });
	await page.setViewportSize(PHONE);
	return async () => {
		await device.send('Emulation.setTouchEmulationEnabled', { enabled: false });
		await device.detach();
		await page.setViewportSize(WIDE);
	};
}

const submitButton = (page: Page) => page.getByRole('button', { name: /^Submit [\d.]+/ });

async function takeFromSample(page: Page): Promise<string> {
	await page.goto('/');
	await page.getByRole('button', { name: 'Try it with a sample' }).click();
	await expect(page).toHaveURL(/\/take\/[^/]+\/check/);
	await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible({ timeout: 120_000 });
	return /take\/([^/]+)/.exec(page.url())![1]!;
}

/** Holds the key over what happens, then says what it was by keys of its panel. */
async function add(page: Page, key: string, ms: number, panel: string, ...codes: string[]): Promise<void> {
	await setPlaying(page, true);
	await holdKey(page, key, ms);
	await expect(page.getByText(panel, { exact: true })).toBeVisible();
	for (const code of codes) await page.keyboard.press(code);
	await page.keyboard.press('Enter');
}

/** A grip, the place where it went wrong, and the second try. */
async function label(page: Page): Promise<void> {
	await goToEdge(page, 'Home');
	await goToFrame(page, 41);
	await add(page, 'g', 1800, 'Grip 1', 'KeyX');
	await add(page, 'f', 1400, 'Failure 1', 'KeyT');
	await add(page, 'r', 2200, 'Recovery 1', 'KeyE', 'Digit1');
	await setPlaying(page, false);
	await saved(page);
}

await mkdir(folder, { recursive: true });
const hub = await startHub();
const owner = await launchStudio({ baseURL: hub.url, viewport: WIDE });
const worker = await launchStudio({ baseURL: hub.url, viewport: WIDE, camera: await sampleCamera() });
try {
	const { page } = worker;
	await join(owner.page, hub.ownerLink!, 'Olu');
	await join(page, await invite(owner.page, 'worker'), 'Wanja');
	await allow(page, /My team may train/);

	const id = await takeFromSample(page);
	let becomeLaptop = await becomePhone(page);
	await page.reload();
	await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible({ timeout: 120_000 });
	await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
	await page.waitForTimeout(1500);
	await take(page, 'check-390');

	await becomeLaptop();
	await page.goto(`/take/${id}/label`);
	await expect(page.getByText(/frame 1 of \d+/).first()).toBeVisible();
	await label(page);
	await goToEdge(page, 'Home');
	await goToFrame(page, 86);
	await page
		.getByRole('button', { name: /^Three tips/ })
		.first()
		.click();
	await page.mouse.move(0, 0);
	await page.waitForTimeout(500);
	await take(page, 'studio');

	becomeLaptop = await becomePhone(page);
	await page.goto(`/take/${id}/submit`);
	await expect(submitButton(page)).toBeEnabled({ timeout: 150_000 });
	await page.waitForTimeout(500);
	await take(page, 'submit-390');
	await submitButton(page).click();
	await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 60_000 });

	await owner.page.goto('/hub');
	await expect(owner.page.getByRole('button', { name: /^Accept/ })).toBeVisible();
	await owner.page.waitForTimeout(1500);
	await take(owner.page, 'hub');

	await becomeLaptop();
	await page.goto('/record/move-block');
	await waitForTracking(page);
	await page.waitForTimeout(2500);
	await take(page, 'record');
} finally {
	await worker.close();
	await owner.close();
	await hub.close();
	await rm(scratch, { recursive: true, force: true });
}

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { sampleCamera } from './cameras.ts';
import { startHub, type TestHub } from './hub.ts';
import { importClip, waitUntilChecked } from './importing.ts';
import { runBaseURL, type Studio } from './launch.ts';
import { sampleStart } from './media.ts';
import { allow, invite, join } from './people.ts';
import { launchPrepared, type PreparedStudio } from './prepared.ts';
import { waitForTracking } from './recording.ts';

type Stop = { name: string; path: string; ready: (page: Page) => Promise<unknown> };

let hub: TestHub;
let owner: Studio;
let worker: PreparedStudio;
let takeId: string;
let folder: string;

const submitButton = (page: Page) => page.getByRole('button', { name: /^Submit [\d.]+/ });
const heading = (name: string) => (page: Page) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor();

test.beforeAll(async () => {
	test.setTimeout(360_000);
	folder = await mkdtemp(joinPath(tmpdir(), 'handloom-pages-'));
	hub = await startHub({ origin: runBaseURL() });
	owner = await launchPrepared('used', { hub });
	worker = await launchPrepared('rendition', { hub, camera: await sampleCamera() });
	await join(owner.page, hub.ownerLink!, 'Olu');
	await join(worker.page, await invite(owner.page, 'worker'), 'Wanja');
	await allow(worker.page, /My team may train/);
	// One take on the hub and one on the device, so that no page is empty.
	({ takeId } = worker);
	const sent = await importClip(worker.page, sampleStart(joinPath(folder, 'short.mp4'), 32));
	await waitUntilChecked(worker.page, sent);
	await worker.page.goto(`/take/${sent}/submit`);
	await expect(submitButton(worker.page)).toBeEnabled({ timeout: 150_000 });
	await submitButton(worker.page).click();
	await expect(worker.page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 60_000 });
});

test.afterAll(async () => {
	await worker?.close();
	await owner?.close();
	await hub?.close();
	await rm(folder, { recursive: true, force: true });
});

const workerStops = (): Stop[] => [
	{
		name: 'home',
		path: '/',
		ready: (page) => page.getByRole('link', { name: /^Label take/ }).waitFor()
	},
	{ name: 'record', path: '/record/move-block', ready: waitForTracking },
	{
		name: 'check',
		path: `/take/${takeId}/check`,
		ready: (page) => page.getByRole('link', { name: 'Go on to labels' }).waitFor({ timeout: 60_000 })
	},
	{
		name: 'label',
		path: `/take/${takeId}/label`,
		ready: (page) => page.getByRole('button', { name: 'Play', exact: true }).waitFor()
	},
	{ name: 'submit', path: `/take/${takeId}/submit`, ready: (page) => submitButton(page).waitFor() },
	{ name: 'clips', path: '/clips', ready: (page) => page.getByText('Stored, receipt kept').waitFor() },
	{ name: 'consent', path: '/consent', ready: (page) => page.getByRole('switch', { checked: true }).waitFor() },
	{ name: 'settings', path: '/settings', ready: heading('Settings') },
	{ name: 'import', path: '/import', ready: heading('Use video files') }
];
const ownerStops: Stop[] = [
	{ name: 'hub', path: '/hub', ready: (page) => page.getByRole('button', { name: /^Accept/ }).waitFor() },
	{
		name: 'hub/takes',
		path: '/hub/takes',
		ready: (page) =>
			page
				.getByRole('link', { name: /take \d/ })
				.first()
				.waitFor()
	},
	{ name: 'hub/people', path: '/hub/people', ready: (page) => page.getByText('Wanja').waitFor() },
	{ name: 'hub/export', path: '/hub/export', ready: heading('Make a dataset') }
];

async function visit(page: Page, stop: Stop): Promise<void> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.goto(stop.path);
	await stop.ready(page);
}

/** Serious and critical findings, one line each: a person with a screen reader or poor sight is stopped by these. */
async function findings(looking: AxeBuilder): Promise<string[]> {
	const { violations } = await looking.analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}

test('no page stops people who use it otherwise, light or dark', async () => {
	test.setTimeout(240_000);
	for (const [studio, stops] of [
		[worker, workerStops()],
		[owner, ownerStops]
	] as const) {
		const { page } = studio;
		for (const stop of stops) {
			await visit(page, stop);
			expect.soft(await findings(new AxeBuilder({ page })), `${stop.name}, light`).toEqual([]);
			// The page is the same in the dark but for its colours.
			await page.emulateMedia({ colorScheme: 'dark' });
			const colours = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);
			expect.soft(await findings(colours), `${stop.name}, dark`).toEqual([]);
		}
	}
});

test('no page scrolls sideways at 390 px, and what a finger presses is 44 px high', async () => {
	test.setTimeout(240_000);
	for (const [studio, stops] of [
		[worker, workerStops()],
		[owner, ownerStops]
	] as const) {
		await studio.page.setViewportSize({ width: 390, height: 844 });
		for (const stop of stops) {
			await visit(studio.page, stop);
			const { wide, low } = await studio.page.evaluate(() => {
				const seen = (node: Element) =>
					node.checkVisibility({ visibilityProperty: true }) && !node.closest('.visually-hidden');
				const controls = [...document.querySelectorAll('button:not([role=switch]), select, summary, nav a, a.button')];
				return {
					wide: document.documentElement.scrollWidth,
					low: controls
						.filter((node) => seen(node) && node.getBoundingClientRect().height < 43.5)
						.map(
							(node) =>
								`${node.getAttribute('aria-label') ?? node.textContent?.trim()}: ${node.getBoundingClientRect().height}`
						)
				};
			});
			expect.soft(wide, `${stop.name}: width`).toBeLessThanOrEqual(390);
			expect.soft(low, `${stop.name}: low targets`).toEqual([]);
		}
		await studio.page.setViewportSize({ width: 1280, height: 800 });
	}
});

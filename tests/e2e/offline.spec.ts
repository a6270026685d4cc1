import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { handCamera } from './cameras.ts';
import { startHub } from './hub.ts';
import { waitUntilChecked } from './importing.ts';
import { frameShown, holdKey, saved, setPlaying } from './labelling.ts';
import { launchStudio, runBaseURL } from './launch.ts';
import { allow, invite, join } from './people.ts';
import { launchPrepared } from './prepared.ts';
import { newestTake, recordFor, waitForTracking } from './recording.ts';
import { openSlowProxy } from './slow-proxy.ts';
import { storedRows } from './stored.ts';

const worksOffline = (page: Page) => expect(page.getByText('Works offline')).toBeVisible({ timeout: 120_000 });

/** Web Locks of a recording that are held in this browser, in whatever tab. */
const recordingLocks = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const { held = [] } = await navigator.locks.query();
		return held.filter(({ name }) => name?.startsWith('handloom-recording')).length;
	});

test('without a network, from a cold start: record, check, label, queue; and it is sent when the hub is back', async () => {
	test.setTimeout(300_000);
	const userDataDir = await mkdtemp(joinPath(tmpdir(), 'handloom-offline-'));
	let hub = await startHub({ origin: runBaseURL() });
	const { port, dataDir, url: origin } = hub;
	const profile = { userDataDir, hub, camera: await handCamera() };
	let studio = await launchStudio(profile);
	try {
		// The one visit with a network.
		const owner = await launchPrepared('used', { hub });
		await join(owner.page, hub.ownerLink!, 'Olu');
		await join(studio.page, await invite(owner.page, 'worker'), 'Wanja');
		await owner.close();
		await allow(studio.page, /My team may train/);
		await studio.page.goto('/');
		await worksOffline(studio.page);
		const devtools = await studio.context.newCDPSession(studio.page);
		expect((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
		await studio.close();

		await hub.kill();
		studio = await launchStudio(profile);
		const { page } = studio;
		await page.goto('/');
		await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
		expect(await page.evaluate(() => fetch('/api/me').catch(() => 'no network'))).toBe('no network');
		await page.goto('/settings');
		await expect(page.getByText('Everything that filming needs is on this device.')).toBeVisible();
		await page.goto('/clips');
		await expect(page.getByText('Nothing filmed yet.')).toBeVisible();

		await page.goto('/');
		await page.getByRole('button', { name: 'Try it with a sample' }).click();
		await expect(page).toHaveURL(/\/take\/[^/]+\/check/);
		expect((await newestTake(page)).frameCount).toBe(300);

		await page.goto('/record/move-block');
		await waitForTracking(page);
		await recordFor(page, 2.5);
		const take = await newestTake(page);
		expect(take.source).toBe('camera');
		expect(take.facts!.trackedLiveFrames, 'hands were looked for while it filmed').toBeGreaterThan(8);
		await page.getByRole('link', { name: 'Go on to labels' }).click({ timeout: 120_000 });
		// The first verdict lets one go on; the pass over every frame goes on meanwhile.
		await waitUntilChecked(page, take.id);

		// A deep link, as a reload or a bookmark opens it.
		await page.goto(`/take/${take.id}/label`);
		await expect(page.getByText(/frame 1 of \d+/).first()).toBeVisible();
		expect((await frameShown(page)).count).toBe(take.frameCount);
		await setPlaying(page, true);
		await holdKey(page, 'g', 700);
		await expect(page.getByText('Grip 1', { exact: true })).toBeVisible();
		await saved(page);

		await page.getByRole('link', { name: 'Go on to submit' }).click();
		const send = page.getByRole('button', { name: /^Submit [\d.]+/ });
		await expect(send).toBeEnabled({ timeout: 150_000 });
		await send.click();
		await expect(page).toHaveURL(/\/clips/);
		// "Waiting to be sent" until the first attempt, then why it waits.
		await expect(page.getByText(/^Waiting( to be sent|: the hub cannot be reached)$/)).toBeVisible();
		expect(await storedRows(page, 'outbox')).toMatchObject([{ takeId: take.id, receipt: null }]);

		hub = await startHub({ port, dataDir, origin });
		await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 90_000 });
		expect(await storedRows(page, 'outbox')).toMatchObject([
			{ takeId: take.id, state: 'stored', receipt: expect.any(String) }
		]);
	} finally {
		await studio.close();
		await hub.close();
		await rm(userDataDir, { recursive: true, force: true });
	}
});

test('a newer version waits while something is filmed, and is used when asked for afterwards', async () => {
	test.setTimeout(180_000);
	const hub = await startHub({ origin: runBaseURL() });
	const proxy = await openSlowProxy(hub.port);
	const studio = await launchPrepared('visited', { hub: proxy });
	try {
		const home = studio.page;
		await home.goto('/');
		await worksOffline(home);
		const shells = () =>
			home.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('handloom-shell-')));
		const [older] = await shells();
		const version = older!.replace('handloom-shell-', '');

		const filming = await studio.context.newPage();
		await filming.goto('/record/open-drawer');
		await filming.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(filming.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		expect(await recordingLocks(home)).toBe(1);

		proxy.changed.set('/service-worker.js', (text) => text.replaceAll(version, `${version}-newer`));
		await home.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
		const waits = () => home.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state ?? null);
		await expect.poll(waits, { timeout: 60_000 }).toBe('installed');
		await home.evaluate(() => Object.assign(window, { sameDocument: true }));
		await home.getByRole('button', { name: 'Use it now' }).click();
		await expect(home.getByText(/^Not now/)).toBeVisible();
		// Not even when a page asks the worker itself.
		await home.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.postMessage({ kind: 'activate' }));
		await home.waitForTimeout(1_500);
		expect(await waits()).toBe('installed');
		expect(await shells()).toEqual(expect.arrayContaining([older, `${older}-newer`]));
		expect(await home.evaluate(() => 'sameDocument' in window)).toBe(true);

		await filming.getByRole('button', { name: 'Stop', exact: true }).click();
		await expect(filming).toHaveURL(/\/take\/[^/]+\/check/, { timeout: 30_000 });
		expect((await newestTake(filming)).facts!.endedBy).toBe('stop');
		await expect.poll(() => recordingLocks(home)).toBe(0);
		await home.bringToFront();
		// The pass over the frames of the take is work too: until it is done the answer is "Not now".
		await expect(async () => {
			await home.getByRole('button', { name: 'Use it now' }).click();
			await home.waitForFunction(() => !('sameDocument' in window), undefined, { timeout: 4_000 });
		}).toPass({ timeout: 90_000 });
		await expect(home.getByRole('heading', { name: 'Tasks' })).toBeVisible();
		expect(await waits()).toBe(null);
		expect(await shells()).toEqual([`${older}-newer`]);
	} finally {
		await studio.close();
		await proxy.close();
		await hub.close();
	}
});

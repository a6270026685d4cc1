import { expect, test, type Page } from '@playwright/test';
import type { Take } from '../../src/lib/schema/take.ts';
import { startHub } from './hub.ts';
import { launchStudio, runBaseURL, type Studio } from './launch.ts';
import { allow, join } from './people.ts';
import { launchPrepared } from './prepared.ts';
import { newestTake, recordFor } from './recording.ts';
import { storedFile, storedRows, storedTakes } from './stored.ts';

const record = (page: Page) => page.getByRole('button', { name: 'Record', exact: true });
const stop = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true });

async function startFilming(page: Page): Promise<void> {
	await page.goto('/record/open-drawer');
	await record(page).click();
	await expect(stop(page)).toBeVisible();
}

/**
 * Closes every connection of this profile as a newer tab does: it asks for a higher version, which makes the others let
 * go, and then gives up, so that all data stay.
 */
const closeConnections = (page: Page): Promise<void> =>
	page.evaluate(
		() =>
			new Promise<void>((done, refuse) => {
				const asked = indexedDB.open('handloom', 999);
				asked.onupgradeneeded = () => asked.transaction!.abort();
				asked.onerror = () => done();
				asked.onsuccess = () => refuse(new Error('the version was changed'));
			})
	);

/** Clears the origin's databases under the app, as "clear site data" in another window does. */
async function clearDatabases({ context, page, baseURL }: Studio): Promise<void> {
	const cdp = await context.newCDPSession(page);
	await cdp.send('Storage.clearDataForOrigin', { origin: new URL(baseURL).origin, storageTypes: 'indexeddb' });
}

/** Changes the bytes of one row, past the app: the hash stays that of what was written. */
async function damageRow(page: Page, takeId: string, seq: number): Promise<void> {
	await page.evaluate(
		async ([id, number]) => {
			const open = indexedDB.open('handloom');
			const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
			const key: [string, number] = [id, number];
			const get = db.transaction('mediaRows').objectStore('mediaRows').get(key);
			const row = await new Promise<{ blob: Blob; byteLength: number }>(
				(resolve) => (get.onsuccess = () => resolve(get.result))
			);
			const bytes = new Uint8Array(await row.blob.arrayBuffer());
			bytes[bytes.length >> 1]! ^= 0xff;
			const write = db.transaction('mediaRows', 'readwrite');
			write.objectStore('mediaRows').put({ ...row, blob: new Blob([bytes]) });
			await new Promise((resolve) => (write.oncomplete = resolve));
			db.close();
		},
		[takeId, seq] as const
	);
}

const clock = (us: number) => `${Math.floor(us / 60e6)}:${String(Math.floor(us / 1e6) % 60).padStart(2, '0')}`;

test('connections closed five times while filming: no row is lost, and the take is whole', async () => {
	const { page, close } = await launchPrepared('visited');
	try {
		await startFilming(page);
		for (let i = 0; i < 5; i += 1) {
			await page.waitForTimeout(700);
			await closeConnections(page);
		}
		await page.waitForTimeout(700);
		await stop(page).click();
		await page.waitForURL(/\/take\/.+\/check/);
		await expect(page.getByRole('alert')).toHaveCount(0);
		const take = await newestTake(page);
		expect(take.facts).toMatchObject({ endedBy: 'stop', unstoredFrames: 0 });
		const { rows, timesUs } = await storedFile(page, take.id);
		expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i));
		expect(rows.every((row) => row.sound)).toBe(true);
		expect(rows.at(-1)!.lastPtsUs).toBe(timesUs.at(-1));
		expect(take.durationUs).toBeGreaterThan(3_500_000);
	} finally {
		await close();
	}
});

test('storage cleared while filming: the take ends, and nobody is told that it is safe', async () => {
	const studio = await launchPrepared('visited');
	const { page, close } = studio;
	try {
		await startFilming(page);
		await page.waitForTimeout(2_000);
		await clearDatabases(studio);
		await expect(page.getByRole('heading', { name: 'The browser cleared what was stored here' })).toBeVisible();
		await expect(page.getByText('What lay only on this device is gone.')).toBeVisible();
		await expect(page.getByText(/is safe|Safe on this device/)).toHaveCount(0);
		await expect(record(page)).toBeEnabled();
		expect(await storedTakes(page)).toHaveLength(0);
		expect(await storedRows(page, 'mediaRows')).toHaveLength(0);
		// The page is not wedged: the next take is kept.
		await recordFor(page, 1.5);
		expect(await storedTakes(page)).toHaveLength(1);
	} finally {
		await close();
	}
});

test('labels survive a closed connection, and are not called saved where the take was cleared', async () => {
	test.setTimeout(240_000);
	const studio = await launchStudio({ viewport: { width: 1440, height: 900 } });
	const { page, close } = studio;
	const saved = page.getByRole('status').filter({ hasText: /^\s*Saved/ });
	try {
		await page.goto('/');
		await page.getByRole('button', { name: 'Try it with a sample' }).click();
		await page.waitForURL(/\/check$/);
		await page.goto(page.url().replace(/check$/, 'label'));
		await expect(page.getByText('frame 1 of 300')).toBeVisible();
		const edits = async () => (await storedRows(page, 'docUpdates')).length;
		await page.keyboard.press('Shift+Period');
		await closeConnections(page);
		await page.keyboard.press('f');
		await page.keyboard.press('Enter');
		await expect.poll(edits).toBeGreaterThan(0);
		await expect(saved).toBeVisible();
		const before = await edits();
		await clearDatabases(studio);
		await page.keyboard.press('Escape');
		await page.keyboard.press('Shift+Period');
		await page.keyboard.press('f');
		await expect(page.getByText('Your last change is not saved yet').first()).toBeVisible();
		await expect(saved).toHaveCount(0);
		expect(before).toBeGreaterThan(0);
		expect(await edits()).toBe(0);
	} finally {
		await close();
	}
});

test('a damaged row is found, its seconds are named, and the rest plays', async () => {
	const { page, close } = await launchPrepared('visited');
	try {
		await page.goto('/record/open-drawer');
		await recordFor(page, 4.2);
		const take = await newestTake(page);
		const { rows } = await storedFile(page, take.id);
		const bad = rows[4]!;
		const from = clock(bad.firstPtsUs!);
		const to = clock(Math.ceil(rows[5]!.firstPtsUs! / 1e6) * 1e6);
		await damageRow(page, take.id, bad.seq);
		const words = `${from} to ${to} of take 1 are damaged; the rest plays.`;
		// Nobody asked: a take that was not looked through today is, in the background.
		await page.goto('/clips');
		await expect(page.getByText(words)).toBeVisible({ timeout: 40_000 });
		await page.goto('/settings');
		await page.getByRole('button', { name: 'Look through all takes now' }).click();
		await expect(page.getByText('Takes looked through: 1. Damaged: 1.')).toBeVisible();
		await page.goto(`/take/${take.id}/check`);
		await expect(page.getByText(words)).toBeVisible();
		await page.goto(`/take/${take.id}/label`);
		await expect(page.getByText(words).first()).toBeVisible();
		// Only the frames of that row are missing.
		const left = take.frameCount - (await framesIn(page, take, bad));
		await expect(page.getByText(`frame 1 of ${left}`)).toBeVisible();
		await page.keyboard.press('End');
		await expect(page.getByText(`frame ${left} of ${left}`)).toBeVisible();
	} finally {
		await close();
	}
});

async function framesIn(page: Page, take: Take, row: { firstPtsUs: number | null; lastPtsUs: number | null }) {
	const { timesUs } = await storedFile(page, take.id);
	return timesUs.filter((time) => time >= row.firstPtsUs! && time <= row.lastPtsUs!).length;
}

test('a hidden page and a device asleep are marked in the facts and said', async () => {
	const { page, close } = await launchPrepared('visited');
	try {
		// A browser that runs without a screen never hides a page by itself: the page is told so, as a browser would tell it.
		await page.addInitScript(() => {
			let hidden = false;
			let jumpMs = 0;
			const now = Date.now.bind(Date);
			Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
			Date.now = () => now() + jumpMs;
			Object.assign(window, {
				hide: (value: boolean) => {
					hidden = value;
					document.dispatchEvent(new Event('visibilitychange'));
				},
				sleep: (ms: number) => (jumpMs += ms)
			});
		});
		await startFilming(page);
		await page.waitForTimeout(1_000);
		await page.evaluate('window.hide(true)');
		await page.waitForTimeout(1_500);
		await page.evaluate('window.hide(false)');
		await expect(page.getByText('This page was hidden while it filmed.')).toBeVisible();
		await page.evaluate('window.sleep(60000)');
		await expect(page.getByText('This device was asleep while it filmed.')).toBeVisible();
		await stop(page).click();
		await page.waitForURL(/\/take\/.+\/check/);
		const { facts } = await newestTake(page);
		expect(facts!.interruptions!.map(({ kind }) => kind)).toEqual(['hidden', 'asleep']);
		const [hidden, asleep] = facts!.interruptions!;
		expect(hidden!.toUs - hidden!.fromUs).toBeGreaterThan(1_300_000);
		expect(hidden!.toUs - hidden!.fromUs).toBeLessThan(2_500_000);
		expect(Math.abs(asleep!.toUs - asleep!.fromUs - 60_000_000)).toBeLessThan(1_000_000);
		expect(facts!['hiddenTimes']).toBe(1);
		await expect(page.getByText(/The page was hidden from 0:0\d to 0:0\d of this take/)).toBeVisible();
		await expect(page.getByText(/was asleep from 0:0\d to 1:0\d of this take/)).toBeVisible();
	} finally {
		await close();
	}
});

test('while one tab films, another says so and leaves the camera alone', async () => {
	const { context, page, close } = await launchPrepared('visited');
	try {
		await startFilming(page);
		await page.waitForTimeout(1_000);
		const other = await context.newPage();
		await other.addInitScript(() => {
			const devices = MediaDevices.prototype;
			const open = devices.getUserMedia;
			devices.getUserMedia = function (...args) {
				Object.assign(window, { cameraOpened: true });
				return open.apply(this, args);
			};
		});
		await other.goto('/record/open-drawer');
		await expect(other.getByRole('heading', { name: 'Another tab is filming' })).toBeVisible();
		expect(await other.evaluate(() => 'cameraOpened' in window)).toBe(false);
		expect((await storedTakes(other)).length).toBe(1);
		await page.bringToFront();
		await page.waitForTimeout(1_000);
		await stop(page).click();
		await page.waitForURL(/\/take\/.+\/check/);
		const take = await newestTake(page);
		expect(take.facts).toMatchObject({ endedBy: 'stop' });
		expect(take.durationUs).toBeGreaterThan(1_500_000);
		await other.bringToFront();
		await other.getByRole('button', { name: 'Try again' }).click();
		await expect(record(other)).toBeEnabled();
	} finally {
		await close();
	}
});

test('two tabs with an open camera: only the first press films', async () => {
	const { context, page, close } = await launchPrepared('visited');
	try {
		await page.goto('/record/open-drawer');
		await expect(record(page)).toBeEnabled();
		const other = await context.newPage();
		await other.goto('/record/open-drawer');
		await expect(record(other)).toBeEnabled();
		await record(other).click();
		await expect(stop(other)).toBeVisible();
		await page.bringToFront();
		await record(page).click();
		await expect(page.getByRole('heading', { name: 'Another tab is filming' })).toBeVisible();
		await expect(record(page)).toBeEnabled();
		expect(await storedTakes(page)).toHaveLength(1);
	} finally {
		await close();
	}
});

test('persistence is asked after the first kept take, and a refusal is said at home', async () => {
	const { context, page, close } = await launchPrepared('visited');
	try {
		const words = page.getByText('they are not guaranteed to stay until they are sent');
		await page.addInitScript(() => {
			const persist = StorageManager.prototype.persist;
			StorageManager.prototype.persist = function () {
				Object.assign(window, { askedToPersist: true });
				return persist.call(this);
			};
		});
		await page.goto('/record/open-drawer');
		await expect(record(page)).toBeEnabled();
		expect(await page.evaluate(() => 'askedToPersist' in window)).toBe(false);
		await recordFor(page, 1.5);
		await expect.poll(() => page.evaluate(() => 'askedToPersist' in window)).toBe(true);
		await page.goto('/');
		await expect(words).toBeVisible();
		const browser = await context.browser()!.newBrowserCDPSession();
		await browser.send('Browser.grantPermissions', { permissions: ['durableStorage'] });
		await page.getByRole('link', { name: 'Ask again in the settings' }).click();
		const ask = page.getByRole('button', { name: 'Ask it to keep them' });
		const kept = page.getByText('The browser keeps your takes until you erase them.');
		// Where the permission was given, the browser may keep them without being asked again.
		await expect(ask.or(kept)).toBeVisible();
		if (await ask.isVisible()) await ask.click();
		await expect(kept).toBeVisible();
		await page.goto('/');
		await expect(page.getByRole('link', { name: /Open and close a drawer/ }).first()).toBeVisible();
		await page.waitForTimeout(1_000);
		await expect(words).toHaveCount(0);
	} finally {
		await close();
	}
});

test('space under ten minutes is shown, and filming ends by itself at the reserve', async () => {
	const { page, close } = await launchPrepared('visited');
	try {
		// Chromium's own numbers are not of the disk, so the page is given some.
		await page.addInitScript(() => {
			Object.assign(window, { left: 130e6 });
			StorageManager.prototype.estimate = () =>
				Promise.resolve({ usage: 0, quota: (window as unknown as { left: number }).left });
		});
		await page.goto('/record/open-drawer');
		await expect(page.getByText('Space for about 4 min of filming is left')).toBeVisible();
		await record(page).click();
		await expect(stop(page)).toBeVisible();
		await page.evaluate(() => Object.assign(window, { left: 10e6 }));
		await page.waitForURL(/\/take\/.+\/check/, { timeout: 30_000 });
		await expect(page.getByText('The disk is full')).toBeVisible();
		const take = await newestTake(page);
		expect(take.facts).toMatchObject({ endedBy: 'storage_full', unstoredFrames: 0 });
		expect(take.durationUs).toBeGreaterThan(8_000_000);
	} finally {
		await close();
	}
});

test('the original goes after the receipt, by choice and with undo; what was sent stays listed', async () => {
	test.setTimeout(300_000);
	const hub = await startHub({ origin: runBaseURL() });
	const studio = await launchPrepared('rendition', { hub });
	const { page, takeId } = studio;
	try {
		await join(page, hub.ownerLink!, 'Olu');
		await allow(page, /My team may train/);
		const menu = page.getByRole('button', { name: 'What to do with take 1' });
		const erase = page.getByRole('menuitem', { name: /Erase the original from this/ });
		await page.goto('/clips');
		await menu.click();
		await expect(page.getByRole('menuitem', { name: 'Label' })).toBeVisible();
		await expect(erase).toHaveCount(0);
		await page.goto(`/take/${takeId}/submit`);
		await page.getByRole('button', { name: /^Submit [\d.]+/ }).click({ timeout: 150_000 });
		await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 60_000 });

		const mediaRows = async () => (await storedRows(page, 'mediaRows')).length;
		const before = await mediaRows();
		await menu.click();
		await erase.click();
		await expect(page.getByText(/Original of take 1 erased from this/)).toBeVisible();
		await page.getByRole('button', { name: 'Undo' }).click();
		await page.waitForTimeout(1_500);
		expect(await mediaRows()).toBe(before);
		await menu.click();
		await erase.click();
		await expect.poll(mediaRows, { timeout: 20_000 }).toBe(0);
		await expect(page.getByText(/Original erased\. The team has: .*capture/)).toBeVisible();
		const [sent] = await storedRows<{ receipt: string; manifest: string }>(page, 'outbox');
		expect(sent!.receipt.split('.')).toHaveLength(3);
		await menu.click();
		await expect(page.getByRole('menuitem', { name: 'Download the receipt' })).toBeVisible();
		await expect(page.getByRole('menuitem', { name: 'Download the original' })).toHaveCount(0);
	} finally {
		await studio.close();
		await hub.close();
	}
});

import words from '../../messages/en/record.json' with { type: 'json' };
import { expect, test, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { readTakeDoc } from '../../src/lib/adapters/annotation/y-doc.ts';
import { handCamera, palmCamera } from './cameras.ts';
import { hasShared, NO_SHARED } from './media.ts';
import { launchPrepared } from './prepared.ts';
import { waitForTracking } from './recording.ts';
import { storedFile, storedRows, storedTakes } from './stored.ts';

/** Everything that a take can leave on a device. */
const TABLES = [
	'takes',
	'mediaRows',
	'frameTimes',
	'trackChunks',
	'quality',
	'docUpdates',
	'renditions',
	'outbox',
	'sensorRows'
];

const rowsOf = async (page: Page): Promise<Record<string, number>> =>
	Object.fromEntries(
		await Promise.all(TABLES.map(async (table) => [table, (await storedRows(page, table)).length] as const))
	);
const databases = (page: Page): Promise<string[]> =>
	page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));

const advice = Object.entries(words).flatMap(([key, fix]) => (key.startsWith('advice_') ? [fix] : []));

/** Puts a voice into the browser that writes down what it would say; advice is left out, because it depends on the picture. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
	await page.addInitScript(() => {
		const said: string[] = [];
		const voice = { name: 'test', lang: 'en-US', localService: true, default: true };
		Object.assign(window, { said });
		Object.defineProperty(window, 'speechSynthesis', {
			value: {
				getVoices: () => [voice],
				cancel: () => undefined,
				speak: ({ text }: { text: string }) => said.push(text)
			}
		});
		Object.defineProperty(window, 'SpeechSynthesisUtterance', {
			value: class {
				text: string;
				constructor(text: string) {
					this.text = text;
				}
			}
		});
	});
	const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
	return async () => (await said()).filter((text) => !advice.includes(text));
}

const openSheet = async (page: Page) => {
	await page.getByRole('button', { name: 'Hands free' }).click();
	return page.getByRole('dialog', { name: 'Film with both hands busy' });
};
const record = (page: Page) => page.getByRole('button', { name: 'Record', exact: true });
const stop = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true });

test('a raised palm starts and stops, and the hand that stopped it is trimmed away', async () => {
	test.skip(!hasShared, NO_SHARED);
	const { page, close } = await launchPrepared('visited', { camera: await palmCamera() });
	try {
		const said = await listen(page);
		await page.goto('/record/move-block');
		await expect(record(page)).toBeEnabled({ timeout: 60_000 });
		await waitForTracking(page);
		const sheet = await openSheet(page);
		const palm = sheet.getByRole('switch', { name: 'Start with a raised palm' });
		await expect(palm).not.toBeChecked();
		await palm.click();
		await page.keyboard.press('Escape');
		await expect(page.locator('[data-palm="rising"]')).toBeVisible({ timeout: 40_000 });
		await expect(page.locator('[data-phase="counting"]').first()).toBeVisible({ timeout: 40_000 });
		await expect(stop(page)).toBeVisible({ timeout: 40_000 });
		// Nobody touches anything from here on.
		await page.waitForURL(/\/take\/.+\/check/, { timeout: 60_000 });
		expect(await said()).toEqual(['Palm seen. Put your hand down.', 'Recording', 'Stopped']);

		const [take] = await storedTakes(page);
		const roseUs = take!.facts!['palmRoseUs'] as number;
		console.log(`take of ${take!.durationUs} µs, palm up at ${roseUs} µs`);
		expect(take!.facts).toMatchObject({ endedBy: 'stop' });
		// Nine seconds of work lie between two palms (longer on a slow machine, whose camera is late); the palm was down
		// before the recording began.
		expect(roseUs).toBeGreaterThan(4_000_000);
		expect(roseUs).toBeLessThan(20_000_000);
		expect(take!.durationUs - roseUs).toBeGreaterThanOrEqual(1_000_000);
		expect(take!.durationUs - roseUs).toBeLessThan(6_000_000);

		const rows = await storedRows<{ docId: string; update: Uint8Array }>(page, 'docUpdates');
		expect(rows.map(({ docId }) => docId)).toEqual([`${take!.id}/worker`]);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Uint8Array.from(Object.values(rows[0]!.update)));
		const { trim } = readTakeDoc(doc).doc;
		const { timesUs } = await storedFile(page, take!.id);
		expect(trim!.inUs).toBe(0);
		expect(timesUs).toContain(trim!.outUs);
		expect(trim!.outUs).toBeLessThanOrEqual(roseUs - 600_000);
		// One frame further at most, and a late camera's frames lie far apart.
		expect(trim!.outUs).toBeGreaterThan(roseUs - 1_200_000);

		// It is remembered, and off again with one press.
		await page.goto('/record/open-drawer');
		await expect((await openSheet(page)).getByRole('switch', { name: 'Start with a raised palm' })).toBeChecked();
	} finally {
		await close();
	}
});

test('three tries of three seconds by a learnt pedal: three takes in order, nothing of the pauses', async () => {
	const { page, close } = await launchPrepared('visited', { camera: await handCamera() });
	try {
		const said = await listen(page);
		await page.goto('/record/open-drawer');
		await expect(record(page)).toBeEnabled({ timeout: 60_000 });
		const sheet = await openSheet(page);
		await sheet.getByRole('spinbutton', { name: 'Tries' }).fill('3');
		await sheet.getByRole('spinbutton', { name: 'Tries' }).press('Enter');
		await sheet.getByRole('spinbutton', { name: 'Seconds for each try' }).fill('3');
		await sheet.getByRole('spinbutton', { name: 'Seconds of pause' }).fill('2');
		await sheet.getByRole('button', { name: 'Choose a key or pedal' }).click();
		await page.keyboard.press('r');
		await expect(sheet.getByText('R has another meaning here')).toBeVisible();
		await page.keyboard.press('PageDown');
		await expect(sheet.getByText('The space bar and Page Down start and stop.')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(sheet).toHaveCount(0);

		await page.keyboard.press('PageDown');
		await expect(page.getByText('Try 1 of 3')).toBeVisible();
		await expect(page.getByText(/Next try in \d/)).toBeVisible({ timeout: 40_000 });
		expect((await storedTakes(page)).map(({ state }) => state)).toEqual(['recorded']);
		await expect(page.getByText('Try 3 of 3')).toBeVisible({ timeout: 40_000 });
		await expect(page.getByRole('heading', { name: '3 takes are saved' })).toBeVisible({ timeout: 40_000 });
		expect(await said()).toEqual([
			'Try 1. Recording.',
			'Reset. Next try in 2 seconds.',
			'Try 2. Recording.',
			'Reset. The last one in 2 seconds.',
			'Last one. Recording.',
			'Done. 3 takes.'
		]);
		const takes = (await storedTakes(page)).sort((a, b) => a.number - b.number);
		expect(takes.map(({ number }) => number)).toEqual([1, 2, 3]);
		for (const take of takes) {
			expect(take.facts).toMatchObject({ endedBy: 'time_limit' });
			expect(take.durationUs).toBeGreaterThan(2_500_000);
			expect(take.durationUs).toBeLessThan(4_500_000);
		}
		// The pause lies between the takes, in none of them.
		for (const i of [1, 2]) {
			const gapMs = takes[i]!.createdAtMs - takes[i - 1]!.createdAtMs - takes[i - 1]!.durationUs / 1000;
			expect(gapMs).toBeGreaterThan(1_500);
		}

		// Stopped in the second try of another batch: both are kept, the numbers go on, no other follows.
		await page.getByRole('button', { name: 'Film more' }).click();
		await page.keyboard.press('Space');
		await expect(page.locator('[data-batch="resetting"]')).toBeVisible({ timeout: 40_000 });
		await expect(stop(page)).toBeVisible({ timeout: 40_000 });
		await page.waitForTimeout(1_000);
		await page.keyboard.press('PageDown');
		await expect(page.getByRole('heading', { name: '2 takes are saved' })).toBeVisible({ timeout: 40_000 });
		expect((await storedTakes(page)).map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5]);
		await page.getByRole('link', { name: 'Take 5' }).click();
		await page.waitForURL(/\/take\/.+\/check/);
	} finally {
		await close();
	}
});

test('a practice take is checked like any other and leaves nothing behind', async () => {
	const { page, close } = await launchPrepared('visited', {
		camera: await handCamera(),
		viewport: { width: 390, height: 844 }
	});
	try {
		await page.goto('/record/move-block');
		await expect(record(page)).toBeEnabled({ timeout: 60_000 });
		const sheet = await openSheet(page);
		await sheet.getByRole('switch', { name: 'Big button' }).click();
		await sheet.getByRole('link', { name: 'Practise first' }).click();
		await page.waitForURL('**/practice/move-block');
		await expect(page.locator('[data-practice]')).toHaveText('Practice');
		await expect(record(page)).toBeEnabled({ timeout: 60_000 });
		const box = await record(page).boundingBox();
		expect(box!.width).toBeGreaterThan(340);
		expect(box!.height).toBeGreaterThan(96);
		await record(page).click();
		await expect(stop(page)).toBeVisible({ timeout: 40_000 });
		await page.waitForTimeout(3_000);
		await stop(page).click();
		await expect(page.getByText('It never counts and is never sent.')).toBeVisible();
		expect((await databases(page)).filter((name) => name.startsWith('handloom-practice-'))).toHaveLength(1);
		const again = page.getByRole('button', { name: 'Practise again' });
		await expect(page.getByRole('link', { name: 'Film it for real' })).toBeVisible({ timeout: 90_000 });
		expect(Object.values(await rowsOf(page)).every((rows) => rows === 0)).toBe(true);

		// Again: the first one is gone before the second begins. Left in the middle of its check.
		await again.click();
		await expect(record(page)).toBeEnabled({ timeout: 60_000 });
		await expect.poll(() => databases(page)).toEqual(['handloom']);
		await record(page).click();
		await expect(stop(page)).toBeVisible({ timeout: 40_000 });
		await page.waitForTimeout(2_000);
		await stop(page).click();
		await expect(page.getByText('It never counts and is never sent.')).toBeVisible();
		await page.getByRole('link', { name: 'Back' }).click();
		await expect(page).toHaveURL(/\/$/);
		await expect.poll(() => databases(page)).toEqual(['handloom']);
		expect(Object.values(await rowsOf(page)).every((rows) => rows === 0)).toBe(true);
	} finally {
		await close();
	}
});

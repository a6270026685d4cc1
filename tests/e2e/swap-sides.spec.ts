import { expect, test, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { packTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { swapSides } from '../../src/lib/domain/hands/swap-sides.ts';
import { frameShown, goToFrame, saved } from './labelling.ts';
import { launchPrepared } from './prepared.ts';
import { storedRows, storedTrack } from './stored.ts';

/** First and last wrong frame, as the page counts them. */
const [FIRST, LAST] = [101, 120];

/** Exchanges left and right on those frames of the stored track, as a finder that lost its way would have left them. */
async function breakTrack(page: Page): Promise<void> {
	const [take] = (await storedRows(page, 'takes')) as { id: string }[];
	const chunks = await storedTrack(page, take!.id);
	const all = chunks.flatMap(({ frames }) => frames);
	const span = { startUs: all[FIRST - 1]!.ptsUs, endUs: all[LAST]!.ptsUs, swapped: true };
	const broken = chunks.map(({ frames }) => {
		const bytes = Buffer.from(packTrack(swapSides(frames, [span])));
		return { base64: bytes.toString('base64'), sha256: createHash('sha256').update(bytes).digest('hex') };
	});
	await page.evaluate(
		async ({ takeId, rows }) => {
			const blobs = await Promise.all(
				rows.map(async ({ base64 }) => new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]))
			);
			const open = indexedDB.open('handloom');
			const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
			const transaction = db.transaction('trackChunks', 'readwrite');
			const store = transaction.objectStore('trackChunks');
			const get = store.getAll();
			get.onsuccess = () => {
				for (const row of get.result.filter((one) => one.takeId === takeId && one.layer === 'model')) {
					const { sha256 } = rows[row.seq]!;
					store.put({ ...row, blob: blobs[row.seq], sha256, byteLength: blobs[row.seq]!.size });
				}
			};
			await new Promise((done) => (transaction.oncomplete = done));
			db.close();
		},
		{ takeId: take!.id, rows: broken }
	);
}

test('exchanged hands are offered as one repair, accepted or kept by one key, and swapped by hand', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 1440, height: 900 } });
	const { page, takeId } = studio;
	const hand = (name: string) => page.getByRole('complementary').getByRole('heading', { name });
	const offer = page.getByRole('status').filter({ hasText: /seem to change places from frame 101 to 120/ });
	/** Whose hand the frame shows, in points mode. */
	const expectHand = async (frame: number, name: string) => {
		await goToFrame(page, frame);
		await page.keyboard.press('p');
		await expect(hand(name)).toBeVisible();
		await page.keyboard.press('p');
	};
	try {
		await page.goto(`/take/${takeId}/label`);
		await expect(page.getByText('frame 1 of 300')).toBeVisible();
		await expect(offer).toBeHidden();
		await breakTrack(page);
		await page.reload();
		await expect(offer).toBeVisible();
		await expectHand(110, 'Left hand');

		// Y carries it out; undo brings the question back; N says that the sides are right, also after a reload.
		await page.keyboard.press('y');
		await expect(offer).toBeHidden();
		await saved(page);
		await expectHand(110, 'Right hand');
		await page.keyboard.press('Control+z');
		await expect(offer).toBeVisible();
		await page.keyboard.press('n');
		await expect(offer).toBeHidden();
		await saved(page);
		await page.reload();
		await expect(page.getByText(/frame \d+ of 300/).first()).toBeVisible();
		await expect(offer).toBeHidden();

		// By hand: from one frame to another, both of them included.
		await goToFrame(page, FIRST);
		await page.keyboard.press('s');
		await expect(page.getByText('Left and right are swapped from frame 101 on.')).toBeVisible();
		await goToFrame(page, LAST);
		await page.keyboard.press('s');
		await saved(page);
		for (const frame of [FIRST, LAST]) await expectHand(frame, 'Right hand');

		// The smoothed layer is there to look at, and says nothing of frames that it did not fill in.
		await goToFrame(page, 60);
		await page.keyboard.press('p');
		await page.getByRole('radio', { name: 'Smoothed' }).check({ force: true });
		await expect(hand('Right hand')).toBeVisible();
		await expect(page.getByText('Smoothing the points of this clip.')).toBeHidden();

		// Z goes to the picture on which the hand is least like a hand, and says why; a hand that was set is done.
		const worst = page.getByRole('region', { name: 'Pictures on which a hand looks wrong' });
		await expect(worst.getByRole('status')).toHaveText(/^A hand looks wrong on \d+ pictures$/);
		await page.keyboard.press('z');
		await expect(worst.getByRole('status')).toHaveText(/^Looks wrong: 1 of \d+, worst first$/);
		await expect(worst.getByRole('listitem').first()).toHaveText(/^Right hand: .* \d+(\.\d+)? .*Limit \d+(\.\d+)?\.$/);
		const first = (await frameShown(page)).index;
		await page.keyboard.press('ArrowRight');
		await expect(worst.getByText('You have set this hand.')).toBeVisible();
		await page.keyboard.press('z');
		await expect(worst.getByRole('status')).toHaveText(/^Looks wrong: 2 of \d+, worst first$/);
		expect((await frameShown(page)).index).not.toBe(first);
		await page.keyboard.press('Shift+Z');
		await expect(page.getByText('No more pictures that look wrong this way')).toBeVisible();
	} finally {
		await studio.close();
	}
});

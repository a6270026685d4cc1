import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importClip, waitUntilChecked } from './importing.ts';
import { hasShared, NO_SHARED, sharedFile } from './media.ts';
import { launchPrepared } from './prepared.ts';
import { storedRows } from './stored.ts';

type Row = { layer: string; looks?: number; maker: { model: string } };

test('shoulders and trunk: looked at on request, cancelled, drawn in lanes, kept, and gone with one press', async () => {
	test.skip(!hasShared, NO_SHARED);
	test.setTimeout(180_000);
	const folder = mkdtempSync(join(tmpdir(), 'handloom-body-'));
	const clip = join(folder, 'standing.mp4');
	// Two seconds of somebody who stands.
	const source = sharedFile('media/clips/face-standing-608x1080.mp4');
	execFileSync('ffmpeg', ['-v', 'error', '-i', source, '-t', '2', '-c', 'copy', clip]);
	const studio = await launchPrepared('used', { viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	const section = page.getByRole('region', { name: 'Shoulders and trunk' });
	const look = section.getByRole('button', { name: 'Also look at shoulders and trunk' });
	const lean = page.getByRole('img', { name: /^Lean, ± \d+°$/ });
	const stored = async () => (await storedRows<Row>(page, 'trackChunks')).filter(({ layer }) => layer === 'upper_body');
	try {
		const takeId = await importClip(page, clip);
		await waitUntilChecked(page, takeId);
		await page.goto(`/take/${takeId}/label`);
		await expect(look).toBeEnabled();
		expect(await stored(), 'nobody asked for it').toEqual([]);

		// Cancelled: nothing is kept.
		await look.click();
		await expect(section.getByRole('progressbar')).toBeVisible();
		await section.getByRole('button', { name: 'Cancel' }).click();
		await expect(look).toBeVisible();
		expect(await stored()).toEqual([]);

		await look.click();
		await expect(section.getByRole('button', { name: 'Remove' })).toBeVisible({ timeout: 60_000 });
		await expect(lean).toBeVisible();
		await expect(page.getByRole('img', { name: /^Shoulder lift, ± 0\.\d\d shoulder widths$/ })).toBeVisible();
		const rows = await stored();
		expect(rows).toMatchObject([{ maker: { model: 'pose_landmarks_lite' } }]);
		// Two seconds at five pictures a second; a copied clip ends with a few frames more, and frames do not fall on fifths.
		expect(rows[0]!.looks).toBeGreaterThanOrEqual(8);
		expect(rows[0]!.looks).toBeLessThanOrEqual(12);
		// A value for the picture that is shown, where the trunk is seen on it.
		await expect(async () => {
			await page.keyboard.press('Shift+Period');
			await expect(section.getByRole('definition').first()).toHaveText(/^[+−]\d+$/, { timeout: 1500 });
		}).toPass({ timeout: 30_000 });

		await page.reload();
		await expect(lean).toBeVisible();
		await section.getByRole('button', { name: 'Remove' }).click();
		await expect(look).toBeVisible();
		await expect(lean).toBeHidden();
		expect(await stored()).toEqual([]);
	} finally {
		await studio.close();
		rmSync(folder, { recursive: true });
	}
});

import { expect, test } from '@playwright/test';
import { CameraProbe } from '../../src/lib/schema/probe.ts';
import { handCamera } from './cameras.ts';
import { launchStudio } from './launch.ts';
import { newestTake, recordFor } from './recording.ts';
import { storedRows } from './stored.ts';
import type { Page } from '@playwright/test';

const record = (page: Page) => page.getByRole('button', { name: 'Record', exact: true });

/** The test of the one camera, as it is kept. */
async function keptProbe(page: Page): Promise<CameraProbe | null> {
	const rows = await storedRows<{ name: string; value: unknown }>(page, 'settings');
	const row = rows.find(({ name }) => name.startsWith('camera-probe/'));
	return row ? CameraProbe.parse(row.value) : null;
}

test('a camera is tested once, the recorder uses the encoder that was measured, and the test can be run again', async () => {
	const { page, close } = await launchStudio({ camera: await handCamera() });
	try {
		await page.goto('/record/move-block');
		await expect(page.getByRole('heading', { name: 'Testing the camera' })).toBeVisible();
		await expect(page.getByRole('progressbar')).toBeVisible();
		await expect(record(page)).toBeDisabled();
		await expect(record(page)).toBeEnabled({ timeout: 30_000 });
		// The fake camera is smaller than the programme wishes: one may film, and is told which part it is.
		const result = page.locator('[data-probe="warn"]');
		await expect(result.locator('[data-part="camera"]').first()).toContainText('Choose another camera');

		const probe = (await keptProbe(page))!;
		expect([640, 1280]).toContain(probe.width);
		// A busy machine reads fewer of the camera's thirty; that they are counted at all is what is shown here.
		expect(probe.fps).toBeGreaterThan(10);
		expect(probe.fps).toBeLessThan(33);
		expect(probe.frames).toBeGreaterThan(25);
		expect(probe.jitterUs).toBeLessThan(150_000);
		expect(probe.encoders.length).toBeGreaterThan(0);
		expect(probe.codec).toBe(
			probe.encoders.toSorted((a, b) => b.fps - a.fps).find((one) => one.codec === probe.codec)!.codec
		);
		expect(probe.minutes).toBeGreaterThan(1);
		expect(probe.look!.sharpness).toBeGreaterThan(0);
		console.log('camera test:', JSON.stringify(probe));

		await recordFor(page, 2);
		const { facts } = await newestTake(page);
		expect(facts!.codec).toBe(probe.codec);
		expect(facts!['stillLook']).toEqual(probe.look);

		// The second visit knows this camera.
		await page.goto('/record/move-block');
		await expect(record(page)).toBeEnabled({ timeout: 10_000 });
		await expect(page.locator('[data-probe]')).toHaveCount(0);
		expect((await keptProbe(page))!.atMs).toBe(probe.atMs);

		await page.getByRole('button', { name: 'Camera', exact: true }).click();
		await expect(page.getByRole('menuitemradio').first()).toBeVisible();
		await page.getByRole('menuitem', { name: 'Test the camera again' }).click();
		await expect(page.getByRole('heading', { name: 'Testing the camera' })).toBeVisible();
		await expect(record(page)).toBeEnabled({ timeout: 30_000 });
		expect((await keptProbe(page))!.atMs).toBeGreaterThan(probe.atMs);
	} finally {
		await close();
	}
});

test('a camera below the programme’s minimum is refused with the part at fault; one can go on with a file', async () => {
	const { page, close } = await launchStudio({
		args: ['--use-fake-device-for-media-stream=fps=5']
	});
	try {
		await page.goto('/record/open-drawer');
		const refused = page.locator('[data-probe="refuse"]');
		await expect(refused).toBeVisible({ timeout: 40_000 });
		await expect(refused.getByRole('heading', { name: 'This camera cannot be used as it is' })).toBeVisible();
		await expect(refused.locator('[data-part="camera"]').first()).toContainText(/ [345](\.\d)? pictures a second/);
		await expect(record(page)).toBeDisabled();
		await page.keyboard.press('Space');
		await expect(record(page)).toBeDisabled();
		await expect(refused.getByRole('link', { name: 'Use a file instead' })).toHaveAttribute(
			'href',
			'/import?task=open-drawer'
		);
		// It is measured again on the next visit, and cannot be skipped.
		await page.reload();
		await expect(page.locator('[data-probe="running"]')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Skip the test' })).toHaveCount(0);
	} finally {
		await close();
	}
});

test('the test can be skipped, another camera is chosen by name, and both are remembered', async () => {
	const { page, close } = await launchStudio({ args: ['--use-fake-device-for-media-stream=device-count=2,fps=30'] });
	try {
		await page.goto('/record/open-drawer');
		await page.getByRole('button', { name: 'Skip the test' }).click();
		await expect(record(page)).toBeEnabled();
		expect(await keptProbe(page)).toBeNull();

		const menu = page.getByRole('button', { name: 'Camera', exact: true });
		await menu.click();
		const cameras = page.getByRole('group').getByRole('menuitemradio', { name: /fake/ });
		await expect(cameras).toHaveCount(2);
		await expect(cameras.nth(0)).toBeChecked();
		const name = (await cameras.nth(1).innerText()).trim();
		await cameras.nth(1).click();
		// Another camera: tested of its own.
		await expect(page.locator('[data-probe="running"]')).toBeVisible();
		await page.getByRole('button', { name: 'Skip the test' }).click();
		await expect(record(page)).toBeEnabled();
		const label = () =>
			page.evaluate(() => (document.querySelector('video')!.srcObject as MediaStream).getVideoTracks()[0]!.label);
		expect(await label()).toContain(name);

		// A larger picture: another test, and the camera gives it.
		await menu.click();
		await page.getByRole('menuitemradio', { name: '1080 lines' }).click();
		await page.getByRole('button', { name: 'Skip the test' }).click();
		await expect(record(page)).toBeEnabled();
		const height = () => page.evaluate(() => document.querySelector('video')!.videoHeight);
		await expect.poll(height).toBe(1080);

		await page.reload();
		await page.getByRole('button', { name: 'Skip the test' }).click();
		await expect(record(page)).toBeEnabled();
		expect(await label()).toContain(name);
		await expect.poll(height).toBe(1080);
	} finally {
		await close();
	}
});

test('exposure and focus are held where the camera offers it, and let go again, and the size stays', async () => {
	const { context, page, close } = await launchStudio();
	try {
		// The fake camera offers both locks and obeys neither: here is one that obeys. What it is asked for reaches the real one too.
		await context.addInitScript(() => {
			const modes: Record<string, string> = { exposureMode: 'continuous', focusMode: 'continuous' };
			const { getSettings, applyConstraints } = MediaStreamTrack.prototype;
			MediaStreamTrack.prototype.getSettings = function () {
				return { ...getSettings.call(this), ...modes };
			};
			MediaStreamTrack.prototype.applyConstraints = async function (asked) {
				await applyConstraints.call(this, asked);
				Object.assign(modes, asked?.advanced?.[0]);
			};
		});
		await page.goto('/record/open-drawer');
		await page.getByRole('button', { name: 'Skip the test' }).click();
		await expect(record(page)).toBeEnabled();
		const settings = () =>
			page.evaluate(() => {
				const [track] = (document.querySelector('video')!.srcObject as MediaStream).getVideoTracks();
				const now = track!.getSettings() as { exposureMode?: string; focusMode?: string; height?: number };
				return [now.exposureMode, now.focusMode, now.height];
			});
		const toggle = async (name: string, before: boolean) => {
			await page.getByRole('button', { name: 'Camera', exact: true }).click();
			const item = page.getByRole('menuitemcheckbox', { name });
			await expect(item).toBeChecked({ checked: before });
			await item.click();
			await expect(item).toHaveCount(0);
		};
		const [, , height] = await settings();
		await toggle('Brightness as it is now', false);
		await expect.poll(settings).toEqual(['manual', 'continuous', height]);
		await toggle('Focus as it is now', false);
		await expect.poll(settings).toEqual(['manual', 'manual', height]);
		await toggle('Brightness as it is now', true);
		await expect.poll(settings).toEqual(['continuous', 'manual', height]);
	} finally {
		await close();
	}
});
